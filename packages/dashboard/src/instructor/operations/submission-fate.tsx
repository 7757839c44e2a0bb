import StatusIndicator, {
  type StatusIndicatorProps,
} from "@cloudscape-design/components/status-indicator";
import type { SubmissionState } from "@lab-grader/core/submissions/submission";
import { AppLink } from "../../parts/app-link.tsx";
import { text } from "../../text/text.ts";
import { useDeadSubmission } from "./use-dead-submission.ts";

const words = text.operations.dead;

const marks: Readonly<Record<SubmissionState, StatusIndicatorProps.Type>> = {
  queued: "pending",
  grading: "in-progress",
  waiting: "pending",
  graded: "success",
  needs_review: "info",
  blocked: "stopped",
  failed: "error",
  canceled: "stopped",
};

/** What became of the submission of a dead letter, and of the one that came after it. */
export function SubmissionFate({ submissionId }: { readonly submissionId: string }) {
  const { read, view, later } = useDeadSubmission(submissionId);
  if (!view) return read.isError ? words.unknown : text.parts.loading;
  const costsNothing = view.state === "failed" || view.state === "blocked";
  return (
    <>
      <State of={view.state} />
      {costsNothing && <div>{words.costsNothing}</div>}
      {later && (
        <div>
          <AppLink to={`/submissions/${later.submissionId}`}>{words.later(later.number)}</AppLink>
          {": "}
          <State of={later.state} />
        </div>
      )}
    </>
  );
}

function State({ of }: { readonly of: SubmissionState }) {
  return (
    <StatusIndicator type={marks[of]} wrapText={false}>
      {words.states[of]}
    </StatusIndicator>
  );
}
