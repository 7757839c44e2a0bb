import { createHash } from "node:crypto";
import { collectEvidence } from "@lab-grader/aws/collect-evidence";
import type { LearnerSession } from "@lab-grader/aws/learner-session";
import { gradeSubmission } from "@lab-grader/core/grading/grade-submission";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { type BindingValues, bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import type { Lab } from "@lab-grader/core/lab/lab";
import type { FeedbackView } from "@lab-grader/core/views/whose-move";
import { judgementView } from "../feedback/judgement-view.ts";

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
  return judgementView(judgement, { lab, stage, accountId, startedAt });
}
