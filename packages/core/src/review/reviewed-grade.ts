import { conclusionOf } from "../grading/conclusion.ts";
import type { Grade } from "../grading/grade.ts";
import { isUnknown, type Outcome } from "../grading/outcome.ts";
import type { GradingTimings } from "../grading/timings.ts";
import { totalsOf } from "../grading/totals.ts";
import type { Lab } from "../lab/lab.ts";
import type { GradeContent } from "../submissions/commit-grade.ts";
import type { FollowUpDeps } from "../submissions/follow-up.ts";
import type { GetLab } from "../submissions/judging.ts";
import type { Hash, NewId } from "../submissions/ports.ts";
import type { ClosedState } from "../submissions/submission.ts";

/** What every review of a grade stands on. */
export interface ReviewDeps extends FollowUpDeps {
  readonly getLab: GetLab;
  readonly newId: NewId;
  readonly hash: Hash;
  readonly timings: GradingTimings;
}

/** Full name of a stage's gate. */
export function gateOf(lab: Lab, stage: string): string | undefined {
  return lab.gate && `${stage}.${lab.gate.id}`;
}

/**
 * What a grade says once some of its outcomes are others: state, totals, and whether it uses an
 * attempt. Pure; the same for an override, a mark, a hold and a regrade that carries them over.
 * @param gate full name of the stage's gate, where the lab has one.
 */
export function reviewedGrade(
  before: Pick<Grade, "counts" | "outcomes" | "labDigest" | "graderVersion" | "attemptHash">,
  outcomes: readonly Outcome[],
  gate: string | undefined,
): GradeContent & { readonly state: ClosedState } {
  const { labDigest, graderVersion, attemptHash } = before;
  return {
    ...{ labDigest, graderVersion, attemptHash },
    state: closedStateOf(outcomes),
    counts: countsNow(before, outcomes, gate),
    ...totalsOf(outcomes),
    outcomes: [...outcomes],
  };
}

/** Nothing is asked again here: what AWS had not finished then is as good as refused. */
export function closedStateOf(outcomes: readonly Outcome[]): ClosedState {
  const conclusion = conclusionOf(outcomes);
  if (conclusion === "waiting") return "blocked";
  return conclusion === "retry" ? "needs_review" : conclusion;
}

/**
 * An attempt once everything has a verdict. What was none although it could have been, because the
 * same was handed in twice, stays none.
 */
function countsNow(
  before: Pick<Grade, "counts" | "outcomes">,
  outcomes: readonly Outcome[],
  gate: string | undefined,
): boolean {
  if (!isAttemptBy(outcomes, gate)) return false;
  return before.counts || isGivenBack(before.outcomes) || !isJudged(before.outcomes, gate);
}

/** What uses an attempt, as far as the outcomes tell. */
export function isAttemptBy(outcomes: readonly Outcome[], gate: string | undefined): boolean {
  return isJudged(outcomes, gate) && !isGivenBack(outcomes);
}

function isGivenBack(outcomes: readonly Outcome[]): boolean {
  return outcomes.some(({ givesBack }) => givesBack);
}

/** Nothing is unknown, and the gate did not keep the rest from being judged. */
function isJudged(outcomes: readonly Outcome[], gate: string | undefined): boolean {
  const isGateRed = outcomes.some(
    ({ criterion, outcome, held }) =>
      criterion === gate && !held && (outcome === "not_met" || outcome === "partly"),
  );
  const isHidden = outcomes.some(({ reason, held }) => reason === "gate.not_met" && !held);
  return !isGateRed && !isHidden && !outcomes.some(isUnknown);
}
