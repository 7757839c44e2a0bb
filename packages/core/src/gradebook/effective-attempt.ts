import { comparePoints, type Points } from "../grading/points.ts";
import type { Submission } from "../submissions/submission.ts";
import { type Lateness, type LateRules, latenessOf, scoreOf } from "./late-policy.ts";

/** An attempt with what it is worth after lateness. */
export interface ScoredAttempt {
  readonly submission: Submission;
  readonly gradeId: string;
  readonly points: Points;
  readonly judgedPoints: Points;
  readonly maxPoints: Points;
  /** Absent where it was in time. */
  readonly lateness?: Lateness;
  readonly score: Points;
}

/**
 * The attempt of a stage that counts. `best` is chosen after lateness, and among equally good ones
 * the first: it can't be later than the others.
 * @param attempts of one stage, in their order.
 */
export function effectiveAttempt(
  attempts: readonly Submission[],
  rules: LateRules & { readonly keep: "best" | "last" },
): ScoredAttempt | undefined {
  const scored = attempts.flatMap((attempt) => scoredAttempt(attempt, rules) ?? []);
  if (rules.keep === "last") return scored.at(-1);
  return scored.reduce<ScoredAttempt | undefined>(
    (best, each) => (best && comparePoints(best.score, each.score) >= 0 ? best : each),
    undefined,
  );
}

function scoredAttempt(submission: Submission, rules: LateRules): ScoredAttempt | undefined {
  const { effectiveGrade: gradeId, points, judgedPoints, maxPoints } = submission;
  if (!gradeId || !points || !judgedPoints || !maxPoints) return undefined;
  const lateness = latenessOf(submission.submittedAt, rules);
  const score = lateness ? scoreOf({ points, maxPoints }, lateness, rules.latePolicy) : points;
  return {
    ...{ submission, gradeId, points, judgedPoints, maxPoints, score },
    ...(lateness && { lateness }),
  };
}
