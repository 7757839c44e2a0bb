import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Textarea from "@cloudscape-design/components/textarea";
import { getLabRubric } from "@lab-grader/core/contracts/endpoints/labs";
import { markWritten } from "@lab-grader/core/contracts/endpoints/review";
import { getSubmission } from "@lab-grader/core/contracts/endpoints/submissions";
import type { LabRubric } from "@lab-grader/core/views/lab-rubric";
import { useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { useOperation } from "../../api/use-operation.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import type { CriterionDialogProps } from "./criterion-action.ts";
import { DecisionFrame } from "./decision-frame.tsx";
import { useSeenGrade } from "./use-seen-grade.ts";
import { WrittenText } from "./written-text.tsx";

/** Which of the lab's levels a written part reaches. */
export function MarkDialog({ view, outcome, onClose }: CriterionDialogProps) {
  const { id: labId, version } = view.lab;
  const rubric = useOperation(getLabRubric, { params: { labId, version } });
  const change = useChange(markWritten, { changes: [getSubmission] });
  const seen = useSeenGrade(view, change.error);
  const notify = useNotify();
  const [level, setLevel] = useState(outcome.decided?.level);
  const [comment, setComment] = useState(outcome.decided?.note ?? "");
  const [isAsked, setAsked] = useState(false);
  const { review } = text;

  const onConfirm = async () => {
    setAsked(true);
    if (level === undefined) return;
    const answer = await change.send({
      params: { submissionId: view.submissionId },
      body: {
        ...{ criterion: outcome.criterion, level, seenGrade: seen.gradeId },
        ...(comment.trim() === "" ? {} : { comment }),
      },
    });
    if (!answer) return;
    notify({ type: "success", text: review.marked(outcome.title, level) });
    onClose();
  };

  return (
    <DecisionFrame
      title={review.markTitle}
      confirm={review.markConfirm}
      {...{ view, outcome, seen, change, onClose }}
      onConfirm={() => void onConfirm()}
    >
      <div>
        <Box variant="awsui-key-label">{review.written}</Box>
        {typeof outcome.answer === "string" ? (
          <WrittenText>{outcome.answer}</WrittenText>
        ) : (
          review.writtenNothing
        )}
      </div>
      <Loaded read={rubric}>
        {(lab) => (
          <FormField
            label={review.level}
            errorText={isAsked && level === undefined ? review.levelMissing : undefined}
          >
            <RadioGroup
              value={level === undefined ? null : String(level)}
              onChange={({ detail }) => setLevel(Number(detail.value))}
              items={levelsOf(lab, view.stage, outcome.criterion).map((each, at) => ({
                value: String(at + 1),
                label: review.levelPoints(at + 1, formatPoints(each.points)),
                description: each.when,
              }))}
            />
          </FormField>
        )}
      </Loaded>
      <FormField label={review.comment} description={review.commentShown}>
        <Textarea value={comment} rows={3} onChange={({ detail }) => setComment(detail.value)} />
      </FormField>
    </DecisionFrame>
  );
}

function levelsOf({ stages }: LabRubric, stage: string, criterionId: string) {
  const criteria = stages.find((one) => one.stage === stage)?.criteria ?? [];
  const found = criteria.find(({ criterion }) => criterion === criterionId);
  return found?.kind === "written" ? found.levels : [];
}
