import { faultOfAnswer } from "@lab-grader/core/evidence/error-fault";
import type { FactRef } from "@lab-grader/core/facts/fact";
import { getFact } from "@lab-grader/core/facts/read-facts";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import type { Hash, Now } from "@lab-grader/core/submissions/ports";
import { collectEvidence } from "./collect-evidence.ts";
import type { LearnerSession } from "./learner-session.ts";

/**
 * The actions that a role lacks to read what labs ask, as far as the account as it is now can
 * tell: what stands on something that isn't there yet is not asked. No probe runs.
 */
export async function findDeniedReads(
  facts: readonly FactRef[],
  look: {
    readonly session: LearnerSession;
    readonly deadline: AbortSignal;
    readonly timings: Pick<GradingTimings, "callDeadlineSeconds" | "longestLookSeconds">;
    readonly now: Now;
    readonly hash: Hash;
  },
): Promise<readonly string[]> {
  const evidence = await collectEvidence({
    ...look,
    accountId: look.session.accountId,
    submissionId: "verification",
    claim: 1,
    facts: facts.filter(({ kind }) => getFact(kind).probe === undefined),
  });
  const actions = evidence.facts
    .flatMap(({ answers }) => answers)
    .flatMap((answer) => {
      if (!answer.error || answer.in === "own") return [];
      const { fault, params } = faultOfAnswer({ ...answer, error: answer.error });
      return fault === "access" ? [String(params.action)] : [];
    });
  return [...new Set(actions)].sort();
}
