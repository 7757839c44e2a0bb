import { pointsText } from "./figures.ts";
import { type FeedbackView, isSameAgain, type Times } from "./whose-move.ts";

/** Which attempt it is, or when it was handed in where it is none: `attempt 2 of 10`. */
export function attemptText(view: FeedbackView, times: Pick<Times, "minute">): string {
  const { attempt, state } = view;
  if (!attempt) return "not submitted";
  if (state === "blocked" || state === "failed" || state === "canceled") {
    return `submitted ${times.minute(view.submittedAt)}`;
  }
  const which = isSameAgain(view) ? (view.comparison?.attempt ?? attempt.number) : attempt.number;
  return attempt.limit === undefined ? `attempt ${which}` : `attempt ${which} of ${attempt.limit}`;
}

/** What came of it, in a few words: `34 of 40 points`, `waiting for AWS`. */
export function resultText(view: FeedbackView): string {
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
