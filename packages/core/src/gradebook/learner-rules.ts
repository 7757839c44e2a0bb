import type { Assignment } from "../cohorts/assignment.ts";
import type { Instant } from "../time.ts";
import type { LateRules } from "./late-policy.ts";
import type { TermsContent } from "./learner-terms.ts";

/** The rules of an assignment as they hold for one learner. */
export interface LearnerRules extends LateRules {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly keep: Assignment["keep"];
  /** Counted attempts per stage; absent: unlimited. */
  readonly attemptLimit?: number | undefined;
  readonly coolDownSeconds?: number | undefined;
}

/** An extension never takes time away, also when the assignment's dates move past it. */
export function learnerRules(
  assignment: Pick<Assignment, "dueAt" | "closesAt" | "opensAt" | "keep"> &
    Partial<Pick<Assignment, "latePolicy" | "attemptLimit" | "coolDownSeconds">>,
  terms: TermsContent | undefined,
): LearnerRules {
  const { opensAt, keep, latePolicy, attemptLimit, coolDownSeconds } = assignment;
  const { extension, extraAttempts = 0, lateTokens = 0 } = terms ?? {};
  const dueAt = later(assignment.dueAt, extension?.dueAt);
  return {
    opensAt,
    dueAt,
    closesAt: later(later(assignment.closesAt, extension?.closesAt), dueAt),
    keep,
    latePolicy,
    lateTokens,
    attemptLimit: attemptLimit === undefined ? undefined : attemptLimit + extraAttempts,
    coolDownSeconds,
  };
}

function later(one: Instant, other: Instant | undefined): Instant {
  return other !== undefined && other > one ? other : one;
}
