import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { useDeadSubmission } from "./use-dead-submission.ts";

/** Which submission a dead letter is about: whose, and which stage. */
export function DeadSubmission({ submissionId }: { readonly submissionId: string }) {
  const { read, view } = useDeadSubmission(submissionId);
  if (read.isError) return <LearnerText>{submissionId}</LearnerText>;
  const name = view
    ? text.operations.dead.submission(
        view.stageTitle,
        view.number,
        view.learner?.login ?? view.learnerId,
      )
    : submissionId;
  return (
    <AppLink to={`/submissions/${submissionId}`}>
      <LearnerText>{name}</LearnerText>
    </AppLink>
  );
}
