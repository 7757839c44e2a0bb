import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { overrideCriterion } from "@lab-grader/core/contracts/endpoints/review";
import { getSubmission } from "@lab-grader/core/contracts/endpoints/submissions";
import { useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { useNotify } from "../../parts/notifications.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import type { CriterionDialogProps } from "./criterion-action.ts";
import { DecisionFrame } from "./decision-frame.tsx";
import { readPoints } from "./read-points.ts";
import { ReasonField } from "./reason-field.tsx";
import { useSeenGrade } from "./use-seen-grade.ts";

/** Other points for a criterion than were judged, with a reason that the learner reads. */
export function OverrideDialog({ view, outcome, onClose }: CriterionDialogProps) {
  const change = useChange(overrideCriterion, { changes: [getSubmission] });
  const seen = useSeenGrade(view, change.error);
  const notify = useNotify();
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const { review } = text;
  const points = readPoints(typed, outcome.maxPoints);

  const onConfirm = async () => {
    setAsked(true);
    if (points === undefined || reason.trim() === "") return;
    const answer = await change.send({
      params: { submissionId: view.submissionId },
      body: { criterion: outcome.criterion, points, reason, seenGrade: seen.gradeId },
    });
    if (!answer) return;
    notify({ type: "success", text: review.overridden(outcome.title, formatPoints(points)) });
    onClose();
  };

  return (
    <DecisionFrame
      title={review.overrideTitle}
      confirm={review.overrideConfirm}
      {...{ view, outcome, seen, change, onClose }}
      onConfirm={() => void onConfirm()}
    >
      <FormField
        label={review.points(formatPoints(outcome.maxPoints))}
        errorText={
          isAsked && points === undefined
            ? review.pointsProblem(formatPoints(outcome.maxPoints))
            : undefined
        }
      >
        <Input
          value={typed}
          inputMode="decimal"
          onChange={({ detail }) => setTyped(detail.value)}
        />
      </FormField>
      <ReasonField
        value={reason}
        onChange={setReason}
        description={review.reasonShown}
        isMissing={isAsked && reason.trim() === ""}
      />
    </DecisionFrame>
  );
}
