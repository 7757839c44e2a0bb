import Box from "@cloudscape-design/components/box";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import type { NextStep } from "./next-step.ts";

const { labs } = text;

/** What to do next in a lab, with the way there. */
export function NextLink({
  step,
  assignmentId,
}: {
  readonly step: NextStep;
  readonly assignmentId: string;
}) {
  const way = wayOf(step, assignmentId);
  return (
    <div>
      <Box variant="awsui-key-label">{labs.labels.next}</Box>
      {way === undefined ? (
        wordsOf(step)
      ) : (
        <AppLink to={way}>
          <LearnerText>{wordsOf(step)}</LearnerText>
        </AppLink>
      )}
    </div>
  );
}

function wordsOf(step: NextStep): string {
  switch (step.kind) {
    case "follow":
    case "start":
    case "look_again":
    case "improve":
      return labs.next[step.kind](step.title);
    default:
      return labs.next[step.kind];
  }
}

function wayOf(step: NextStep, assignmentId: string): string | undefined {
  if ("submissionId" in step) return `/submissions/${step.submissionId}`;
  return step.kind === "start" ? `/labs/${assignmentId}/stages/${step.stage}` : undefined;
}
