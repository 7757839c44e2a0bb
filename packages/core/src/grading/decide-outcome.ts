import type { Decision, Outcome, Verdict } from "./outcome.ts";
import { comparePoints, type Points, pointsOf } from "./points.ts";

/** What a person makes of one criterion. */
export interface PersonsVerdict extends Omit<Decision, "judged"> {
  readonly by: "override" | "mark";
  /** At most those of the criterion. */
  readonly points: Points;
}

const reasons = { override: "review.overridden", mark: "review.marked" } as const;

/** The outcome as a person decides it. What was judged from evidence and answers stays beside it. */
export function decideOutcome(outcome: Outcome, { by, points, ...said }: PersonsVerdict): Outcome {
  return {
    ...withoutVerdict(outcome),
    outcome: outcomeOf(points, outcome.maxPoints),
    ...{ points, by, reason: reasons[by], params: {} },
    decision: { ...said, judged: judgedOf(outcome) },
  };
}

/** The outcome as it was judged, without what a person decided. */
export function undecidedOutcome(outcome: Outcome): Outcome {
  return { ...withoutVerdict(outcome), ...judgedOf(outcome) };
}

/** A person's decision, over a verdict that was reached anew; at most the criterion's points. */
export function decidedAgain(decided: Outcome, judged: Outcome): Outcome {
  const { by, decision } = decided;
  if (!by || !("points" in decided)) return judged;
  const most = pointsOf(judged.maxPoints);
  const points = comparePoints(decided.points, most) > 0 ? most : decided.points;
  return {
    ...withoutVerdict(judged),
    outcome: outcomeOf(points, judged.maxPoints),
    ...{ points, by, reason: decided.reason, params: decided.params },
    ...(decision && { decision: { ...decision, judged: judgedOf(judged) } }),
  };
}

/** From evidence and answers alone. */
export function judgedOf(outcome: Outcome): Verdict {
  if (outcome.decision) return outcome.decision.judged;
  const { reason, params } = outcome;
  if (outcome.outcome === "unknown") {
    const { fault } = outcome;
    return { outcome: "unknown", fault, reason, params };
  }
  if (outcome.outcome === "not_judged") return { outcome: "not_judged", reason, params };
  const { points } = outcome;
  return { outcome: outcome.outcome, points, reason, params };
}

function outcomeOf(points: Points, maxPoints: number): "met" | "partly" | "not_met" {
  if (comparePoints(points, pointsOf(maxPoints)) >= 0) return "met";
  return comparePoints(points, "0") > 0 ? "partly" : "not_met";
}

/** What stays whatever is decided. */
function withoutVerdict({
  criterion,
  maxPoints,
  expected,
  lookedAt,
  compared,
  held,
  givesBack,
}: Outcome) {
  return {
    ...{ criterion, maxPoints, lookedAt },
    ...(expected === undefined ? {} : { expected }),
    ...(compared && { compared }),
    ...(held && { held }),
    ...(givesBack && { givesBack }),
  };
}
