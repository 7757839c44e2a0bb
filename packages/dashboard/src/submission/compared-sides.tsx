import Box from "@cloudscape-design/components/box";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import type { SubmissionsComparison } from "@lab-grader/core/views/submissions-comparison";
import { AppLink } from "../parts/app-link.tsx";
import { Moment } from "../parts/moment.tsx";
import { formatPointsOf } from "../parts/points.ts";
import { text } from "../text/text.ts";

type Side = SubmissionsComparison["before"];

/** Which two submissions are compared, with what came of each. */
export function ComparedSides({
  comparison: { before, after },
}: {
  readonly comparison: SubmissionsComparison;
}) {
  const { comparison } = text;
  return (
    <Container header={<Header variant="h2">{comparison.sides}</Header>}>
      <ColumnLayout columns={2} variant="text-grid">
        <SideFigures title={comparison.before} side={before} />
        <SideFigures title={comparison.after} side={after} />
      </ColumnLayout>
    </Container>
  );
}

/** How a side is called in the columns below. */
export function sideName({ stage, number }: Side): string {
  return text.comparison.option(stage, number);
}

function SideFigures({ title, side }: { readonly title: string; readonly side: Side }) {
  const { states } = text.comparison;
  const { submissionId, points, maxPoints, submittedAt, state } = side;
  return (
    <div>
      <Box variant="awsui-key-label">{title}</Box>
      <AppLink to={`/submissions/${submissionId}`} fontSize="heading-m">
        {sideName(side)}
      </AppLink>
      <div>
        {maxPoints === null
          ? states[state]
          : text.submissions.points(formatPointsOf(points, maxPoints))}
      </div>
      <Box variant="small">
        <Moment at={submittedAt} />
      </Box>
    </div>
  );
}
