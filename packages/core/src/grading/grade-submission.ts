import { FactReader, type GradedEvidence } from "../facts/read-facts.ts";
import type { Answers } from "../lab/answers.ts";
import { type BoundCriterion, type BoundStage, usesOf } from "../lab/bind-stage.ts";
import { type Conclusion, conclusionOf } from "./conclusion.ts";
import { judgeCheck, type Readers } from "./judge-check.ts";
import { judgeComparison } from "./judge-comparison.ts";
import { judgeQuestion } from "./judge-question.ts";
import { judgeWritten } from "./judge-written.ts";
import type { Outcome } from "./outcome.ts";
import { type Points, sumOfPoints } from "./points.ts";
import { totalsOf } from "./totals.ts";

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

/** What a stage is graded from besides the evidence of the account. */
export interface GradingContext {
  readonly accountId: string;
  /** Absent: questions are not asked here, and not judged. */
  readonly answers?: Answers | undefined;
  /**
   * Evidence of the counted attempt of each earlier stage that this one is compared with; a stage
   * that is not there was lost. Absent: nothing was handed in, and no comparison is judged.
   */
  readonly earlier?: Readonly<Record<string, GradedEvidence>> | undefined;
  /**
   * Full names of criteria that are on hold: judged, but they count in neither direction, and
   * nothing waits for them.
   */
  readonly holds?: ReadonlySet<string> | undefined;
}

/**
 * Grades one stage from evidence. Pure: the same stage and evidence give the same judgement, today
 * and in a regrade next year.
 */
export function gradeSubmission(
  stage: BoundStage,
  evidence: GradedEvidence,
  context: GradingContext,
): Judgement {
  const judges: Judges = {
    ...context,
    check: { accountId: context.accountId, observedAt: evidence.collectedAt },
    readers: { here: new FactReader(evidence), earlier: earlierReaders(context) },
  };
  const isHeld = (name: string) => context.holds?.has(name) === true;
  const byName = new Map(stage.criteria.map((bound) => [bound.criterion.name, bound]));
  const outcomes = new Map<string, Outcome>();

  const judge = (bound: BoundCriterion): Outcome => {
    const { name } = bound.criterion;
    const known = outcomes.get(name);
    if (known) return known;
    const alone = behindRequirements(bound, judgeRequired) ?? judgeAlone(bound, judges);
    const outcome = isHeld(name) ? { ...alone, held: true as const } : alone;
    outcomes.set(name, outcome);
    return outcome;
  };
  const judgeRequired = (id: string): Outcome | undefined => {
    const name = `${stage.stage}.${id}`;
    const required = isHeld(name) ? undefined : byName.get(name);
    return required && judge(required);
  };

  const gate = stage.gate === undefined || isHeld(stage.gate) ? undefined : byName.get(stage.gate);
  const gateOutcome = gate && judge(gate);
  const isGateRed = gateOutcome?.outcome === "not_met" || gateOutcome?.outcome === "partly";
  const all = stage.criteria.map((bound) =>
    isGateRed && bound !== gate ? behindGate(bound, gate) : judge(bound),
  );
  return { outcomes: all, ...totalsOf(all), conclusion: conclusionOf(all), isGateRed };
}

interface Judges extends GradingContext {
  readonly check: Parameters<typeof judgeCheck>[2];
  readonly readers: Readers;
}

function earlierReaders({ earlier }: GradingContext): Readers["earlier"] {
  if (!earlier) return undefined;
  return new Map(
    Object.entries(earlier).map(([stage, evidence]) => [
      stage,
      { reader: new FactReader(evidence), observedAt: evidence.collectedAt },
    ]),
  );
}

function judgeAlone(bound: BoundCriterion, { check, readers, answers }: Judges): Outcome {
  switch (bound.kind) {
    case "check": {
      const looksBack = usesOf(bound).some(({ stage }) => stage !== undefined);
      if (!looksBack || readers.earlier) return judgeCheck(bound, readers, check);
      const reason = "compare.not_judged_here";
      return { ...baseOf(bound), outcome: "not_judged", reason, params: {} };
    }
    case "compare":
      return judgeComparison(bound, readers, check);
    case "question":
      return judgeQuestion(bound.criterion, answers);
    case "written":
      return judgeWritten(bound.criterion, answers);
    case "invalid": {
      const params = { problem: bound.problem };
      return {
        ...baseOf(bound),
        outcome: "unknown",
        fault: "rubric",
        reason: "rubric.invalid",
        params,
      };
    }
    default:
      return bound satisfies never;
  }
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
