import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Steps from "@cloudscape-design/components/steps";
import type { AssignmentSummary, SubmissionSummary } from "@lab-grader/core/contracts/http";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { standingAt } from "../lab/due.ts";
import { DueDate } from "../lab/due-date.tsx";
import { LabResult, type OwnResult } from "../lab/lab-result.tsx";
import { NextLink } from "../lab/next-link.tsx";
import { nextStep } from "../lab/next-step.ts";
import { stageProgress } from "../lab/stage-progress.ts";
import { attemptsWords, stageMarks, stageStateWords } from "../lab/stage-words.ts";
import { useOwnSubmissions } from "../lab/use-own-submissions.ts";
import "../lab/stage-figures.css";

const { labs } = text;

interface LabOfLearner {
  readonly assignment: AssignmentSummary;
  /** Absent while it is not known. */
  readonly result: OwnResult | undefined;
  /** Milliseconds. */
  readonly now: number;
}

/** One lab: until when, how far, what next. */
export function LabCard(lab: LabOfLearner) {
  const { assignmentId, title } = lab.assignment;
  const read = useOwnSubmissions(assignmentId);
  return (
    <Container
      fitHeight
      header={
        <Header variant="h3">
          <AppLink to={`/labs/${assignmentId}`} fontSize="inherit">
            <LearnerText>{title}</LearnerText>
          </AppLink>
        </Header>
      }
    >
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={2}
          items={[
            { label: labs.labels.when, value: <DueDate of={lab.assignment} now={lab.now} /> },
            { label: labs.labels.result, value: <LabResult result={lab.result} /> },
          ]}
        />
        <Loaded read={read}>
          {(submissions) => <Stages lab={lab} submissions={submissions} />}
        </Loaded>
      </SpaceBetween>
    </Container>
  );
}

function Stages({
  lab: { assignment, result, now },
  submissions,
}: {
  readonly lab: LabOfLearner;
  readonly submissions: readonly SubmissionSummary[];
}) {
  const { assignmentId } = assignment;
  const titleOf = (stage: string) =>
    assignment.stages.find((one) => one.stage === stage)?.title ?? stage;
  const stages = assignment.stages.map(({ stage, title, after }) => {
    const needs = after === undefined ? [] : [after];
    return { stage, title, progress: stageProgress({ stage, needs }, submissions, assignment) };
  });
  const isPassed = result?.cell.isPassed ?? false;
  const step = nextStep({ standing: standingAt(assignment, now), isPassed, stages, submissions });
  return (
    <SpaceBetween size="m">
      <Steps
        ariaLabel={labs.labels.stages}
        steps={stages.map(({ stage, title, progress }) => ({
          status: stageMarks[progress.status],
          statusIconAriaLabel: labs.stateMark,
          header: (
            <span className="whole-words">
              <AppLink to={`/labs/${assignmentId}/stages/${stage}`}>
                <LearnerText>{title}</LearnerText>
              </AppLink>
            </span>
          ),
          details: (
            <Box variant="small" color="text-body-secondary">
              <LearnerText>
                {[
                  stageStateWords(progress, titleOf),
                  ...(progress.status === "locked" ? [] : [attemptsWords(progress)]),
                ].join("; ")}
              </LearnerText>
            </Box>
          ),
        }))}
      />
      <NextLink step={step} assignmentId={assignmentId} />
    </SpaceBetween>
  );
}
