import type { CheckContext } from "../checks/check.ts";
import type { BoundCriterion } from "../lab/bind-stage.ts";
import { judgeCheck, lostEvidence, type Readers } from "./judge-check.ts";
import type { ComparedAspect, Outcome } from "./outcome.ts";
import { shareOfPoints } from "./points.ts";

type BoundComparison = Extract<BoundCriterion, { kind: "compare" }>;

/**
 * Judges the same checks by the evidence of an earlier stage and by this one's. An aspect is better
 * when some check of it went from red to met, and none that was met is worse. Pure.
 */
export function judgeComparison(
  { criterion, aspects }: BoundComparison,
  readers: Readers,
  context: CheckContext,
): Outcome {
  const base = {
    criterion: criterion.name,
    maxPoints: criterion.points,
    expected: `better than in the stage "${criterion.with}": ${criterion.aspects.join(", ")}`,
    lookedAt: [],
  };
  if (!readers.earlier) {
    return { ...base, outcome: "not_judged", reason: "compare.not_judged_here", params: {} };
  }
  const before = readers.earlier.get(criterion.with);
  if (!before) return { ...base, outcome: "unknown", ...lostEvidence(criterion.with) };
  const then: Readers = { here: before.reader, earlier: readers.earlier };
  const thenContext = { ...context, observedAt: before.observedAt };
  const compared: ComparedAspect[] = [];
  for (const { aspect, checks } of aspects) {
    const pairs = checks.map((check) => ({
      was: judgeCheck(check, then, thenContext),
      is: judgeCheck(check, readers, context),
    }));
    for (const { was, is } of pairs) {
      // What could not be judged can't be better or worse: it stays as unknown as it is.
      if (is.outcome === "unknown") {
        const { fault, reason, params, lookedAt } = is;
        return { ...base, outcome: "unknown", fault, reason, params, lookedAt };
      }
      // Asking again would not change the answers of then.
      if (was.outcome === "unknown")
        return { ...base, outcome: "unknown", ...lostEvidence(was.criterion) };
    }
    compared.push({
      aspect,
      isBetter: isBetter(pairs),
      before: pairs.map(({ was }) => stateOf(was)),
      now: pairs.map(({ is }) => stateOf(is)),
    });
  }
  return outcomeOf({ ...base, compared });
}

function outcomeOf(
  base: Pick<Outcome, "criterion" | "maxPoints" | "expected" | "lookedAt"> & {
    compared: ComparedAspect[];
  },
): Outcome {
  const { compared, maxPoints } = base;
  const met = compared.filter(({ isBetter: better }) => better).length;
  const points = shareOfPoints(maxPoints, { met, of: compared.length });
  if (met === compared.length) {
    return { ...base, outcome: "met", reason: "met", params: {}, points };
  }
  const aspects = compared.flatMap(({ aspect, isBetter: better }) => (better ? [] : [aspect]));
  return {
    ...base,
    outcome: met > 0 ? "partly" : "not_met",
    reason: "compare.not_better",
    params: { aspects: aspects.join(", ") },
    points,
  };
}

function isBetter(pairs: readonly { readonly was: Outcome; readonly is: Outcome }[]): boolean {
  const isWorse = pairs.some(({ was, is }) => was.outcome === "met" && is.outcome !== "met");
  return !isWorse && pairs.some(({ was, is }) => was.outcome !== "met" && is.outcome === "met");
}

function stateOf({ criterion, outcome, reason, params, expected }: Outcome) {
  const id = criterion.slice(criterion.indexOf(".") + 1);
  return { id, isMet: outcome === "met", reason, params, expected: expected ?? "" };
}
