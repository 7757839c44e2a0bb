import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { StageCounts } from "@lab-grader/core/gradebook/analytics/analytics";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { halfTime } from "./buckets.ts";
import { percentText } from "./percent-text.ts";

const words = text.analytics.numbers;

/** How many handed in, counted, passed. */
export function StageNumbers({
  counts,
  learners,
  title,
}: {
  readonly counts: StageCounts;
  readonly learners: number;
  readonly title: string;
}) {
  const { submitted, attempted, passed, attemptsToPass, hoursToPass } = counts;
  return (
    <Container
      header={
        <Header variant="h2" description={<LearnerText>{title}</LearnerText>}>
          {words.title}
        </Header>
      }
    >
      <KeyValuePairs
        columns={4}
        minColumnWidth={180}
        items={[
          { label: words.submitted, value: <Share count={submitted} of={learners} /> },
          { label: words.attempted, value: <Share count={attempted} of={learners} /> },
          { label: words.passed, value: <Share count={passed} of={attempted} /> },
          { label: words.first, value: <Share count={attemptsToPass[1] ?? 0} of={attempted} /> },
          { label: words.half, value: halfTime(hoursToPass) ?? text.parts.dash },
        ]}
      />
    </Container>
  );
}

function Share({ count, of }: { readonly count: number; readonly of: number }) {
  if (of === 0) return text.parts.dash;
  return (
    <>
      {words.learnersOf(count, of)}{" "}
      <Box variant="span" color="text-body-secondary">
        {words.share(percentText(count, of))}
      </Box>
    </>
  );
}
