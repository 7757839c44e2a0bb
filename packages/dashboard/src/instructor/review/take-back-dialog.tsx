import Box from "@cloudscape-design/components/box";
import { overrideCriterion } from "@lab-grader/core/contracts/endpoints/review";
import { getSubmission } from "@lab-grader/core/contracts/endpoints/submissions";
import { useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { useNotify } from "../../parts/notifications.tsx";
import { formatPointsOf } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import type { CriterionDialogProps } from "./criterion-action.ts";
import { DecisionFrame } from "./decision-frame.tsx";
import { ReasonField } from "./reason-field.tsx";
import { useSeenGrade } from "./use-seen-grade.ts";

/** What was judged counts again, instead of what a person has decided. */
export function TakeBackDialog({ view, outcome, onClose }: CriterionDialogProps) {
  const change = useChange(overrideCriterion, { changes: [getSubmission] });
  const seen = useSeenGrade(view, change.error);
  const notify = useNotify();
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const { review } = text;
  const judged = outcome.decided?.judged;

  const onConfirm = async () => {
    setAsked(true);
    if (reason.trim() === "") return;
    const answer = await change.send({
      params: { submissionId: view.submissionId },
      body: { criterion: outcome.criterion, points: null, reason, seenGrade: seen.gradeId },
    });
    if (!answer) return;
    notify({ type: "success", text: review.takenBack(outcome.title) });
    onClose();
  };

  return (
    <DecisionFrame
      title={review.takeBackTitle}
      confirm={review.takeBackConfirm}
      {...{ view, outcome, seen, change, onClose }}
      onConfirm={() => void onConfirm()}
    >
      {judged && (
        <Box>
          {review.judgedAgain(
            text.outcomes[judged.outcome],
            formatPointsOf(judged.points, outcome.maxPoints),
          )}
        </Box>
      )}
      <ReasonField
        value={reason}
        onChange={setReason}
        description={review.reasonKept}
        isMissing={isAsked && reason.trim() === ""}
      />
    </DecisionFrame>
  );
}
