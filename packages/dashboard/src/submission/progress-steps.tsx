import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Steps, { type StepsProps } from "@cloudscape-design/components/steps";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { Moment } from "../parts/moment.tsx";
import { text } from "../text/text.ts";

const order = ["received", "queued", "grading", "waiting", "verdict"] as const;
type Step = (typeof order)[number];

/** Where an open submission is on its way. */
export function ProgressSteps({ view }: { readonly view: SubmissionView }) {
  const { submissions } = text;
  const { state, waiting, submittedAt } = view;
  const now: Step = state === "grading" || state === "waiting" ? state : "queued";
  const steps = order.filter(
    (step) => step !== "waiting" || waiting !== undefined || state === "waiting",
  );
  const details: Partial<Record<Step, React.ReactNode>> = {
    received: <Moment at={submittedAt} />,
    waiting: waiting && <WaitingDetails waiting={waiting} />,
  };
  return (
    <Container header={<Header variant="h2">{submissions.progress}</Header>}>
      <SpaceBetween size="s">
        <Steps
          ariaLabel={submissions.progress}
          steps={steps.map((step): StepsProps.Step => {
            const place = order.indexOf(step) - order.indexOf(now);
            return {
              header: submissions.steps[step],
              details: details[step],
              ...(place < 0
                ? { status: "success", statusIconAriaLabel: submissions.stepWords.done }
                : place === 0
                  ? { status: "in-progress", statusIconAriaLabel: submissions.stepWords.now }
                  : { status: "pending", statusIconAriaLabel: submissions.stepWords.next }),
            };
          })}
        />
        <Box variant="small">{submissions.refreshed}</Box>
      </SpaceBetween>
    </Container>
  );
}

function WaitingDetails({ waiting }: { readonly waiting: NonNullable<SubmissionView["waiting"]> }) {
  const [next] = waiting.looksAt;
  return (
    <>
      {next !== undefined && (
        <div>
          {text.submissions.nextLook} <Moment at={next} show="time" />
        </div>
      )}
      <div>
        {text.submissions.waitsUntil} <Moment at={waiting.until} show="time" />
      </div>
    </>
  );
}
