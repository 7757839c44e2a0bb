import { createHash } from "node:crypto";
import { collectEvidence } from "@lab-grader/aws/collect-evidence";
import type { LearnerSession } from "@lab-grader/aws/learner-session";
import type { Conclusion } from "@lab-grader/core/grading/conclusion";
import { gradeSubmission, type Judgement } from "@lab-grader/core/grading/grade-submission";
import { percentOf, roundedPoints } from "@lab-grader/core/grading/points";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { type BindingValues, bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import type { Lab } from "@lab-grader/core/lab/lab";
import type { SubmissionState } from "@lab-grader/core/submissions/submission";
import { outcomeView } from "@lab-grader/core/views/outcome-view";
import type { FeedbackView } from "../feedback/heading.ts";

/** Grades one stage in an open account, without a server: nothing is kept, nothing counts. */
export async function tryStage(
  { lab, stage, values }: { lab: Lab; stage: string; values: BindingValues },
  {
    session,
    timings,
    signal,
  }: { session: LearnerSession; timings: GradingTimings; signal: AbortSignal },
): Promise<FeedbackView> {
  const { accountId } = session;
  const bound = bindStage(lab, stage, values);
  const now = () => new Date().toISOString();
  const startedAt = now();
  const deadline = AbortSignal.timeout(timings.recordDeadlineSeconds * 1000);
  const evidence = await collectEvidence({
    session,
    facts: factsOfStage(bound),
    deadline: AbortSignal.any([deadline, signal]),
    timings,
    accountId,
    submissionId: "try",
    claim: 1,
    now,
    hash: (text) => createHash("sha256").update(text).digest("hex"),
  });
  signal.throwIfAborted();
  const judgement = gradeSubmission(bound, evidence, { accountId });
  return viewOf(judgement, { lab, stage, accountId, startedAt });
}

function viewOf(
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
