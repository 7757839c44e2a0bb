import Box from "@cloudscape-design/components/box";
import { getAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { releaseCriterion } from "@lab-grader/core/contracts/endpoints/holds";
import { getSubmission } from "@lab-grader/core/contracts/endpoints/submissions";
import { useChange } from "../../api/use-change.ts";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";
import type { CriterionDialogProps } from "./criterion-action.ts";
import { DecisionFrame } from "./decision-frame.tsx";
import { FollowedJob } from "./followed-job.tsx";

/** A criterion on hold counts again as it was judged, for everybody. */
export function ReleaseDialog({ view, outcome, onClose }: CriterionDialogProps) {
  const change = useChange(releaseCriterion, { changes: [getSubmission, getAssignment] });
  const notify = useNotify();
  const { review } = text;
  const { assignmentId, stage } = view;

  const onConfirm = async () => {
    const answer = await change.send({
      params: { assignmentId, criterion: `${stage}.${outcome.criterion}` },
    });
    if (answer) notify({ type: "success", text: review.released(outcome.title) });
  };
  if (change.answer) {
    const { jobId } = change.answer.job;
    return <FollowedJob title={review.releaseTitle} {...{ jobId, onClose }} />;
  }

  return (
    <DecisionFrame
      title={review.releaseTitle}
      confirm={review.releaseConfirm}
      {...{ view, outcome, change, onClose }}
      onConfirm={() => void onConfirm()}
    >
      <Box>{review.releaseMeans}</Box>
    </DecisionFrame>
  );
}
