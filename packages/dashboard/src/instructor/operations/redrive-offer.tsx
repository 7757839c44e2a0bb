import Button from "@cloudscape-design/components/button";
import { text } from "../../text/text.ts";
import { useRights } from "../use-rights.ts";
import { useDeadSubmission } from "./use-dead-submission.ts";

const words = text.operations.dead;

/** Offers to grade a submission again that failed, if nothing came after it. */
export function RedriveOffer({
  submissionId,
  onRedrive,
}: {
  readonly submissionId: string;
  readonly onRedrive: () => void;
}) {
  const { view, later, isDecided } = useDeadSubmission(submissionId);
  const { mayManage } = useRights(view?.cohortId);
  if (view?.state !== "failed" || later || !isDecided || !mayManage) return text.parts.dash;
  const { stageTitle, number, learner, learnerId } = view;
  const name = words.submission(stageTitle, number, learner?.login ?? learnerId);
  return (
    <Button variant="inline-link" ariaLabel={words.redriveOf(name)} onClick={onRedrive}>
      {words.redrive}
    </Button>
  );
}
