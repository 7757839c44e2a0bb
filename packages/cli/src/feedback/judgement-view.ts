import type { Conclusion } from "@lab-grader/core/grading/conclusion";
import type { Judgement } from "@lab-grader/core/grading/grade-submission";
import { percentOf, roundedPoints } from "@lab-grader/core/grading/points";
import type { Lab } from "@lab-grader/core/lab/lab";
import type { SubmissionState } from "@lab-grader/core/submissions/submission";
import { outcomeView } from "@lab-grader/core/views/explain-outcome";
import type { FeedbackView } from "@lab-grader/core/views/whose-move";

/** What is shown of a judgement that no server has kept. */
export function judgementView(
  { outcomes, points, judgedPoints, maxPoints, conclusion, isGateRed }: Judgement,
  from: { lab: Lab; stage: string; accountId: string; startedAt: string },
): FeedbackView {
  const { lab, stage, accountId, startedAt } = from;
  const state = stateOf(conclusion);
  const judged = roundedPoints(judgedPoints);
  return {
    lab: { id: lab.id, version: lab.version, title: lab.title },
    stage,
    stageTitle: lab.stages.find(({ id }) => id === stage)?.title ?? stage,
    number: 0,
    state,
    turn: outcomes.every(({ outcome }) => outcome === "met") ? "nobody" : "learner",
    accountId,
    submittedAt: startedAt,
    points: judged === 0 ? null : roundedPoints(points),
    judgedPoints: judged,
    maxPoints: roundedPoints(maxPoints),
    isPassed: state === "graded" && percentOf(points, judgedPoints) >= lab.passAt,
    isGateRed,
    outcomes: outcomes.map((outcome) => outcomeView(outcome, { lab, stage })),
    notShown: [],
  };
}

function stateOf(conclusion: Conclusion): SubmissionState {
  return conclusion === "retry" ? "failed" : conclusion;
}
