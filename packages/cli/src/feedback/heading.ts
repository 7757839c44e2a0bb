import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import type { Terminal } from "../terminal/terminal.ts";
import { spread } from "../terminal/wrap.ts";
import { minuteOfDay, pointsText } from "./figures.ts";

/** What is known without a server about a grading: the rest of the view. */
export type FeedbackView = Omit<
  SubmissionView,
  "submissionId" | "assignmentId" | "learnerId" | "attempt"
> &
  Partial<Pick<SubmissionView, "submissionId" | "attempt">>;

/** The first line: lab, stage and which attempt; at its right end what came of it. */
export function renderHeading(view: FeedbackView, { marks, columns }: Terminal): string {
  const parts = [view.lab.id, view.stage, attemptText(view)].filter(Boolean);
  return spread(parts.join(` ${marks.dot} `), resultText(view), columns - 3);
}

function attemptText(view: FeedbackView): string {
  const { attempt, state } = view;
  if (!attempt) return "not submitted";
  if (state === "blocked" || state === "failed" || state === "canceled") {
    return `submitted ${minuteOfDay(view.submittedAt)}`;
  }
  const which = isSameAgain(view) ? (view.comparison?.attempt ?? attempt.number) : attempt.number;
  return attempt.limit === undefined ? `attempt ${which}` : `attempt ${which} of ${attempt.limit}`;
}

function resultText(view: FeedbackView): string {
  switch (view.state) {
    case "graded":
      if (view.notReleased) return "not released yet";
      if (view.isGateRed) return "not counted";
      return pointsLine(view);
    case "needs_review":
      return "with your instructor";
    case "waiting":
      return "waiting for AWS";
    case "blocked":
      return "blocked";
    case "failed":
      return "not judged";
    case "canceled":
      return "called off";
    case "queued":
    case "grading":
      return "on its way";
    default:
      return view.state satisfies never;
  }
}

function pointsLine({ points, judgedPoints, maxPoints }: FeedbackView): string {
  if (points === null || judgedPoints === null) return "nothing was judged";
  const line = `${pointsText(points)} of ${pointsText(judgedPoints)} points`;
  return judgedPoints === maxPoints ? line : `${line} (${pointsText(maxPoints)} in all)`;
}

/** Lab, answers and account are as at the attempt before. */
export function isSameAgain({ comparison }: FeedbackView): boolean {
  return comparison?.isSameAgain === true;
}
