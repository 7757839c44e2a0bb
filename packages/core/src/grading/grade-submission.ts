import type { CheckContext } from "../checks/check.ts";
import { type CollectedEvidence, FactReader } from "../facts/read-facts.ts";
import type { BoundCriterion, BoundStage } from "../lab/bind-stage.ts";
import { type Conclusion, conclusionOf } from "./conclusion.ts";
import { judgeCheck } from "./judge-check.ts";
import { type Outcome, pointsOfOutcome } from "./outcome.ts";
import { type Points, pointsOf, sumOfPoints } from "./points.ts";

/** What one look at a submission came to. */
export interface Judgement {
  readonly outcomes: readonly Outcome[];
  readonly points: Points;
  /** Maximum of what was judged. */
  readonly judgedPoints: Points;
  readonly maxPoints: Points;
  readonly conclusion: Conclusion;
  /** Nothing else was judged, and no attempt is used. */
  readonly isGateRed: boolean;
}

/**
 * Grades one stage from evidence. Pure: the same stage and evidence give the same judgement, today
 * and in a regrade next year.
 */
export function gradeSubmission(
  stage: BoundStage,
  evidence: CollectedEvidence,
  context: CheckContext,
): Judgement {
  const reader = new FactReader(evidence);
  const byName = new Map(stage.criteria.map((bound) => [bound.criterion.name, bound]));
  const outcomes = new Map<string, Outcome>();

  const judge = (bound: BoundCriterion): Outcome => {
    const { name } = bound.criterion;
    const known = outcomes.get(name);
    if (known) return known;
    const outcome = behindRequirements(bound, judgeRequired) ?? judgeAlone(bound, reader, context);
    outcomes.set(name, outcome);
    return outcome;
  };
  const judgeRequired = (id: string): Outcome | undefined => {
    const required = byName.get(`${stage.stage}.${id}`);
    return required && judge(required);
  };

  const gate = stage.gate === undefined ? undefined : byName.get(stage.gate);
  const gateOutcome = gate && judge(gate);
  const isGateRed = gateOutcome?.outcome === "not_met" || gateOutcome?.outcome === "partly";
  const all = stage.criteria.map((bound) =>
    isGateRed && bound !== gate ? behindGate(bound, gate) : judge(bound),
  );
  const judged = all.filter((outcome) => pointsOfOutcome(outcome) !== undefined);
  return {
    outcomes: all,
    points: sumOfPoints(judged.flatMap((outcome) => pointsOfOutcome(outcome) ?? [])),
    judgedPoints: sumOfPoints(judged.map((outcome) => pointsOf(outcome.maxPoints))),
    maxPoints: sumOfPoints(all.map((outcome) => pointsOf(outcome.maxPoints))),
    conclusion: conclusionOf(all),
    isGateRed,
  };
}

function judgeAlone(bound: BoundCriterion, reader: FactReader, context: CheckContext): Outcome {
  if (bound.kind === "check") return judgeCheck(bound, reader, context);
  const base = baseOf(bound);
  if (bound.kind === "invalid") {
    const params = { problem: bound.problem };
    return { ...base, outcome: "unknown", fault: "rubric", reason: "rubric.invalid", params };
  }
  return { ...base, outcome: "not_judged", reason: "question.not_judged_here", params: {} };
}

/** A requirement that is not met makes its dependents so; one that is unknown, the same unknown. */
function behindRequirements(
  bound: BoundCriterion,
  judgeRequired: (id: string) => Outcome | undefined,
): Outcome | undefined {
  for (const id of bound.criterion.requires) {
    const required = judgeRequired(id);
    if (!required || required.outcome === "met") continue;
    const base = baseOf(bound);
    if (required.outcome === "unknown") {
      const { fault, reason, params, lookedAt } = required;
      return { ...base, outcome: "unknown", fault, reason, params, lookedAt };
    }
    if (required.outcome === "not_judged") {
      return { ...base, outcome: "not_judged", reason: required.reason, params: required.params };
    }
    const points = sumOfPoints([]);
    return { ...base, outcome: "not_met", reason: "requires.not_met", params: { id }, points };
  }
  return undefined;
}

function behindGate(bound: BoundCriterion, gate: BoundCriterion | undefined): Outcome {
  const params = { id: gate?.criterion.id ?? "" };
  return { ...baseOf(bound), outcome: "not_judged", reason: "gate.not_met", params };
}

function baseOf(bound: BoundCriterion) {
  const { name, points } = bound.criterion;
  return { criterion: name, maxPoints: points, lookedAt: [] };
}
