import Container from "@cloudscape-design/components/container";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import type { getOwnGradebook } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import type { SubmissionSummary } from "@lab-grader/core/contracts/http";
import type { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import type * as z from "zod";
import { text } from "../../text/text.ts";
import { standingAt } from "./due.ts";
import { DueDate } from "./due-date.tsx";
import { LabResult, type OwnResult } from "./lab-result.tsx";
import { NextLink } from "./next-link.tsx";
import { nextStep } from "./next-step.ts";
import type { StageProgress } from "./stage-progress.ts";
import { useNow } from "./use-now.ts";

const { labs } = text;
const dollars = new Intl.NumberFormat("en", { minimumFractionDigits: 2 });

type OwnGradebook = z.output<typeof getOwnGradebook.answer>;

/** Until when, how far, how long, how much, and what next. */
export function LabOverview({
  lab,
  assignment,
  stages,
  submissions,
  gradebook,
}: {
  readonly lab: AssignmentLab;
  readonly assignment: AssignmentView;
  /** Without progress where it is not known. */
  readonly stages: readonly {
    readonly stage: AssignmentLab["stages"][number];
    readonly progress: StageProgress | undefined;
  }[];
  readonly submissions: readonly SubmissionSummary[] | undefined;
  readonly gradebook: OwnGradebook | undefined;
}) {
  const now = useNow();
  const { assignmentId, own } = assignment;
  const dates = { ...assignment, ...own };
  const result = gradebook && resultOf(gradebook, assignmentId);
  const known = stages.flatMap(({ stage: { stage, title }, progress }) =>
    progress ? [{ stage, title, progress }] : [],
  );
  const step =
    submissions &&
    nextStep({
      standing: standingAt(dates, now),
      isPassed: result?.cell.isPassed ?? false,
      stages: known,
      submissions,
    });
  return (
    <Container>
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={4}
          items={[
            { label: labs.labels.when, value: <DueDate of={dates} now={now} /> },
            ...(own ? [{ label: labs.labels.result, value: <LabResult result={result} /> }] : []),
            { label: labs.labels.time, value: labs.minutes(lab.minutes) },
            {
              label: labs.labels.cost,
              value: lab.costUsd === 0 ? labs.noCost : labs.cost(dollars.format(lab.costUsd)),
            },
            ...(own ? [] : [{ label: labs.labels.pass, value: labs.passAt(lab.passAt) }]),
          ]}
        />
        {step && <NextLink step={step} assignmentId={assignmentId} />}
      </SpaceBetween>
    </Container>
  );
}

function resultOf({ cohorts }: OwnGradebook, assignmentId: string): OwnResult | undefined {
  for (const { columns, row } of cohorts) {
    const column = columns.find((one) => one.assignmentId === assignmentId);
    const cell = row.cells.find((one) => one.assignmentId === assignmentId);
    if (column && cell) return { column, cell };
  }
  return undefined;
}
