import { decidedAgain } from "../grading/decide-outcome.ts";
import type { Grade } from "../grading/grade.ts";
import { type Outcome, pointsOfOutcome } from "../grading/outcome.ts";
import { comparePoints } from "../grading/points.ts";
import { totalsOf } from "../grading/totals.ts";
import { closedStateOf, isAttemptBy } from "../review/reviewed-grade.ts";
import type { AgainJudged, CriterionChange } from "./planned-target.ts";
import type { RegradeOptions } from "./regrade-input.ts";

/** What a regrade makes of one grade. */
export type Regraded =
  | {
      readonly status: "replace";
      readonly judgement: AgainJudged;
      readonly changes: readonly CriterionChange[];
    }
  /** Every verdict is what it was. */
  | { readonly status: "same" }
  /** It would be worse, and may not. */
  | { readonly status: "kept"; readonly changes: readonly CriterionChange[] };

/**
 * What was judged again, with what people decided carried over, against the grade that it would
 * replace. Pure: what a plan shows is what applying it writes.
 */
export function regraded(
  previous: Pick<Grade, "outcomes" | "points" | "state" | "counts">,
  judged: AgainJudged,
  options: RegradeOptions & {
    /** Full name of the stage's gate, where the lab that judged has one. */
    readonly gate?: string | undefined;
  },
): Regraded {
  const judgement = withCarried(previous.outcomes, judged, options);
  const changes = changesBetween(previous.outcomes, judgement.outcomes);
  const isSame =
    changes.length === 0 &&
    judgement.state === previous.state &&
    judgement.counts === previous.counts;
  if (isSame) return { status: "same" };
  if (options.neverLower && comparePoints(judgement.points, previous.points) < 0)
    return { status: "kept", changes };
  return { status: "replace", judgement, changes };
}

/**
 * Of the criteria that both have: what a person decided stands, at most the criterion's points; and
 * an attempt that a hold gave back stays so while the hold is in force.
 */
function withCarried(
  before: readonly Outcome[],
  judged: AgainJudged,
  { keepOverrides, keepMarks, gate }: Parameters<typeof regraded>[2],
): AgainJudged {
  const earlier = new Map(before.map((outcome) => [outcome.criterion, outcome]));
  const isKept = ({ by }: Outcome) =>
    (by === "override" && keepOverrides) || (by === "mark" && keepMarks);
  const outcomes = judged.outcomes.map((outcome): Outcome => {
    const then = earlier.get(outcome.criterion);
    if (!then) return outcome;
    const carried = isKept(then) ? decidedAgain(then, outcome) : outcome;
    return then.givesBack && carried.held ? { ...carried, givesBack: true } : carried;
  });
  if (outcomes.every((outcome, at) => outcome === judged.outcomes[at])) return judged;
  return {
    ...{ ...judged, outcomes, state: closedStateOf(outcomes), ...totalsOf(outcomes) },
    counts: judged.counts && isAttemptBy(outcomes, gate),
  };
}

function changesBetween(
  before: readonly Outcome[],
  now: readonly Outcome[],
): readonly CriterionChange[] {
  const then = new Map(before.map((outcome) => [outcome.criterion, outcome]));
  const here = new Map(now.map((outcome) => [outcome.criterion, outcome]));
  return [...new Set([...then.keys(), ...here.keys()])].flatMap((criterion) => {
    const from = verdictOf(then.get(criterion));
    const to = verdictOf(here.get(criterion));
    const isSame =
      from?.outcome === to?.outcome &&
      from?.reason === to?.reason &&
      from?.points === to?.points &&
      from?.maxPoints === to?.maxPoints &&
      from?.isHeld === to?.isHeld;
    return isSame ? [] : [{ criterion, ...(from && { from }), ...(to && { to }) }];
  });
}

function verdictOf(outcome: Outcome | undefined): CriterionChange["from"] {
  if (!outcome) return undefined;
  const points = pointsOfOutcome(outcome);
  const { reason, maxPoints } = outcome;
  return {
    outcome: outcome.outcome,
    reason,
    maxPoints,
    ...(points === undefined ? {} : { points }),
    ...(outcome.held && { isHeld: true as const }),
  };
}
