import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import { getAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { holdCriterion } from "@lab-grader/core/contracts/endpoints/holds";
import { getSubmission } from "@lab-grader/core/contracts/endpoints/submissions";
import { useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { formatMoment } from "../../parts/moment.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";
import type { CriterionDialogProps } from "./criterion-action.ts";
import { DecisionFrame } from "./decision-frame.tsx";
import { FollowedJob } from "./followed-job.tsx";
import { ReasonField } from "./reason-field.tsx";

/** A criterion that judges wrongly counts in neither direction, for everybody, until that is mended. */
export function HoldDialog({ view, outcome, onClose }: CriterionDialogProps) {
  const change = useChange(holdCriterion, { changes: [getSubmission, getAssignment] });
  const notify = useNotify();
  const [reason, setReason] = useState("");
  const [givesBack, setGivesBack] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const { review } = text;
  const { assignmentId, stage, attempt, submittedAt } = view;

  const onConfirm = async () => {
    setAsked(true);
    if (reason.trim() === "") return;
    const answer = await change.send({
      params: { assignmentId },
      body: {
        ...{ criterion: `${stage}.${outcome.criterion}`, reason },
        ...(givesBack ? { since: submittedAt } : {}),
      },
    });
    if (answer) notify({ type: "success", text: review.held(outcome.title) });
  };
  if (change.answer) {
    const { jobId } = change.answer.job;
    return <FollowedJob title={review.holdTitle} {...{ jobId, onClose }} />;
  }

  return (
    <DecisionFrame
      title={review.holdTitle}
      confirm={review.holdConfirm}
      {...{ view, outcome, change, onClose }}
      onConfirm={() => void onConfirm()}
    >
      <Box>{review.holdMeans}</Box>
      <ReasonField
        value={reason}
        onChange={setReason}
        description={review.reasonHeld}
        isMissing={isAsked && reason.trim() === ""}
      />
      {attempt.limit !== undefined && (
        <Checkbox
          checked={givesBack}
          description={review.givesBackMeans}
          onChange={({ detail }) => setGivesBack(detail.checked)}
        >
          {review.givesBack(formatMoment(submittedAt))}
        </Checkbox>
      )}
    </DecisionFrame>
  );
}
