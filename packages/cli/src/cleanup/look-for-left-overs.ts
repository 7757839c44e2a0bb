import { createHash } from "node:crypto";
import { collectEvidence } from "@lab-grader/aws/collect-evidence";
import type { LearnerSession } from "@lab-grader/aws/learner-session";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { type BindingValues, labVariables, leftOverFactsOf } from "@lab-grader/core/lab/bind-stage";
import type { Lab } from "@lab-grader/core/lab/lab";
import { type LeftOvers, leftOvers } from "@lab-grader/core/views/left-overs";

/**
 * Looks in an open account for what any stage of the lab may have left there. Only reads: the
 * lab's probes of items are not asked.
 */
export async function lookForLeftOvers(
  { lab, values }: { lab: Lab; values: BindingValues },
  {
    session,
    timings,
    signal,
  }: { session: LearnerSession; timings: GradingTimings; signal: AbortSignal },
): Promise<LeftOvers> {
  const deadline = AbortSignal.timeout(timings.recordDeadlineSeconds * 1000);
  const evidence = await collectEvidence({
    session,
    facts: leftOverFactsOf(lab, labVariables(lab, values)),
    deadline: AbortSignal.any([deadline, signal]),
    timings,
    accountId: session.accountId,
    submissionId: "cleanup",
    claim: 1,
    now: () => new Date().toISOString(),
    hash: (text) => createHash("sha256").update(text).digest("hex"),
  });
  signal.throwIfAborted();
  return leftOvers(evidence);
}
