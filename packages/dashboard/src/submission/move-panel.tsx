import Alert, { type AlertProps } from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { resultText } from "@lab-grader/core/views/submission-heading";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { whoseMove } from "@lab-grader/core/views/whose-move";
import { useFollow } from "../parts/app-link.tsx";
import { LearnerText } from "../parts/learner-text.tsx";
import { text } from "../text/text.ts";
import { CancelButton } from "./cancel-button.tsx";
import { isForStaff } from "./for-staff.ts";
import { ownTimes, withOwnTimes } from "./times.ts";

/** Whose move it is, what it costs, and the way on. */
export function MovePanel({ view }: { readonly view: SubmissionView }) {
  const move = moveText(view);
  const forStaff = isForStaff(view);
  return (
    <>
      <Alert type={alertType(view)} header={headerOf(view)}>
        <SpaceBetween size="s">
          {forStaff && <em>{text.submissions.asLearnerReads}</em>}
          <LearnerText>{move}</LearnerText>
          <Ways view={view} />
        </SpaceBetween>
      </Alert>
      <LiveRegion hidden>{text.submissions.announced(resultText(view), move)}</LiveRegion>
    </>
  );
}

function headerOf(view: SubmissionView): string {
  const { turns, turnsForStaff, notReleased } = text.submissions;
  if (isForStaff(view)) return turnsForStaff[view.turn];
  if (view.notReleased) return notReleased;
  return turns[view.turn];
}

function moveText(view: SubmissionView): string {
  const open = view.outcomes.filter(
    ({ outcome, onHold }) => !onHold && (outcome === "not_met" || outcome === "partly"),
  );
  return withOwnTimes(
    whoseMove(view, ownTimes)?.text ?? text.submissions.firstVerdict(open.length),
  );
}

function alertType({ state, turn, notReleased }: SubmissionView): AlertProps.Type {
  if (state === "blocked" || state === "failed") return "warning";
  return state === "graded" && turn === "nobody" && !notReleased ? "success" : "info";
}

/** Buttons for the learner; staff have theirs elsewhere, but may call it off as well. */
function Ways({ view }: { readonly view: SubmissionView }) {
  const follow = useFollow();
  const { assignmentId, stage, state, attempt, submissionId } = view;
  const isOpen = state === "queued" || state === "waiting";
  if (isOpen) return <CancelButton submissionId={submissionId} />;
  if (isForStaff(view)) return null;
  if (view.turn === "nobody" && !view.notReleased) {
    return (
      <Button href={`/labs/${assignmentId}`} onFollow={follow}>
        {text.submissions.toLab}
      </Button>
    );
  }
  if (view.turn !== "learner" || view.notReleased) return null;
  if (attempt.left === 0) return <div>{text.submissions.noAttemptLeft}</div>;
  const isDoorClosed = view.outcomes.some(({ fault }) => fault === "access");
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {isDoorClosed && (
        <Button href="/sandbox" onFollow={follow} variant="primary">
          {text.submissions.toSandbox}
        </Button>
      )}
      <Button
        href={`/labs/${assignmentId}/stages/${stage}`}
        onFollow={follow}
        variant={isDoorClosed ? "normal" : "primary"}
      >
        {text.submissions.submitAgain}
      </Button>
    </SpaceBetween>
  );
}
