import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { type ReactNode, useRef } from "react";
import { problemCode } from "../../api/fault.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { focusFirstError } from "../../parts/focus-first-error.ts";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatMoment } from "../../parts/moment.tsx";
import { formatPointsOf } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import type { SeenGrade } from "./use-seen-grade.ts";

/** A dialog in which somebody decides on one criterion: what counts now, what becomes of it. */
export function DecisionFrame({
  title,
  confirm,
  view,
  outcome,
  seen,
  change,
  onConfirm,
  onClose,
  children,
}: {
  readonly title: string;
  readonly confirm: string;
  readonly view: SubmissionView;
  readonly outcome: OutcomeView;
  /** Of a decision over a grade. */
  readonly seen?: SeenGrade;
  readonly change: {
    readonly isSending: boolean;
    readonly error: unknown;
    readonly reset: () => void;
  };
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const overtakenBy = seen?.overtakenBy;
  const isOvertaken = problemCode(change.error) === "grade.changed";
  const form = useRef<HTMLFormElement>(null);
  const { review } = text;
  const decide = () => {
    onConfirm();
    focusFirstError(form.current);
  };
  return (
    <Confirm
      title={title}
      confirm={confirm}
      isSending={change.isSending}
      isAllowed={overtakenBy === undefined}
      fault={isOvertaken && overtakenBy ? undefined : change.error}
      onConfirm={decide}
      onCancel={onClose}
    >
      <div>
        <Box variant="strong">
          <LearnerText>{outcome.title}</LearnerText>
        </Box>
        <Box color="text-body-secondary">
          {review.countsNow(
            formatPointsOf(outcome.points, outcome.maxPoints),
            formatPointsOf(view.points, view.maxPoints),
          )}
        </Box>
        <Box color="text-body-secondary">
          <LearnerText>{outcome.short}</LearnerText>
        </Box>
      </div>
      {overtakenBy && (
        <div role="alert">
          <Alert
            type="warning"
            header={review.overtakenTitle}
            action={
              <Button
                onClick={() => {
                  seen.accept();
                  change.reset();
                }}
              >
                {review.overtakenAccept}
              </Button>
            }
          >
            <LearnerText>
              {review.overtaken({
                cause: review.causes[overtakenBy.cause],
                by: overtakenBy.by ?? "",
                at: formatMoment(overtakenBy.at),
                reason: overtakenBy.reason,
                points: formatPointsOf(view.points, view.maxPoints),
              })}
            </LearnerText>
          </Alert>
        </div>
      )}
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (overtakenBy === undefined) decide();
        }}
      >
        <SpaceBetween size="m">{children}</SpaceBetween>
      </form>
    </Confirm>
  );
}
