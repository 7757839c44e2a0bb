import * as z from "zod";
import { getCheck } from "../checks/find-check.ts";
import {
  type ComparedAspect,
  Fault,
  LookedAt,
  type Outcome,
  pointsOfOutcome,
} from "../grading/outcome.ts";
import { roundedPoints } from "../grading/points.ts";
import type { Criterion, Lab } from "../lab/lab.ts";
import { type Catalogue, english, explain } from "../reasons/catalogue.ts";

/** An outcome in a few words, for a cell of the gradebook. */
export const OutcomeSummary = z.object({
  /** Id within the stage. */
  criterion: z.string(),
  outcome: z.enum(["met", "partly", "not_met", "unknown", "not_judged"]),
  /** Only of an unknown outcome: whose turn it is. */
  fault: Fault.optional(),
  reason: z.string(),
  short: z.string(),
  /** Rounded to 2 decimals; null where nothing was judged. */
  points: z.number().nullable(),
  maxPoints: z.number(),
});
export type OutcomeSummary = z.infer<typeof OutcomeSummary>;

/** An outcome with everything that a learner reads about it, in the order in which it is read. */
export const OutcomeView = OutcomeSummary.extend({
  title: z.string(),
  expected: z.string().optional(),
  /** Absent where the criterion is met, like all that follows but `lookedAt` and `isHidden`. */
  found: z.string().optional(),
  lookedAt: z.array(LookedAt),
  doNext: z.string().optional(),
  /** Address of AWS's documentation, without `https://`. */
  read: z.string().optional(),
  /** The author's sentence for this reason. */
  fromTeacher: z.string().optional(),
  why: z.string().optional(),
  /** Of a failure that was shown on purpose: what was seen of it. */
  seen: z.string().optional(),
  /** Of a comparison with an earlier stage: the same checks then and now, in words. */
  compared: z
    .array(
      z.object({ aspect: z.string(), isBetter: z.boolean(), before: z.string(), now: z.string() }),
    )
    .optional(),
  /** Only staff sees it. */
  isHidden: z.literal(true).optional(),
});
export type OutcomeView = z.infer<typeof OutcomeView>;

/** Where an outcome's words come from. */
export interface OutcomeWords {
  readonly lab: Lab;
  readonly stage: string;
  readonly catalogue?: Catalogue;
  /** The waiting is over: what is still unfinished in AWS is now the learner's to look at. */
  readonly hasWaitedTooLong?: boolean;
}

/**
 * One outcome as a learner reads it, on the web and in a terminal.
 * @throws Error when lab or catalogue don't know what the outcome names.
 */
export function outcomeView(outcome: Outcome, words: OutcomeWords): OutcomeView {
  const { catalogue = english } = words;
  const criterion = criterionOf(outcome, words);
  const { title, isHidden } = criterion;
  const hidden = isHidden ? { isHidden: true as const } : {};
  const seen = {
    ...summaryOf(outcome, criterion, catalogue),
    title,
    ...(outcome.expected === undefined ? {} : { expected: outcome.expected }),
    lookedAt: outcome.lookedAt,
    ...(outcome.compared && { compared: outcome.compared.map((one) => inWords(one, catalogue)) }),
    ...hidden,
  };
  if (outcome.outcome === "met") {
    const isFailure = criterion.kind === "check" && criterion.polarity === "fails";
    return isFailure ? { ...seen, seen: explain(outcome, catalogue).found } : seen;
  }

  const explanation = explain(outcome, catalogue);
  const { expected, found, doNext, read = readOf(criterion, outcome) } = explanation;
  const fromTeacher = criterion.feedback[outcome.reason];
  return {
    ...seen,
    ...(expected === undefined ? {} : { expected }),
    found,
    doNext: doNextInstead(outcome, words) ?? doNext,
    ...(read === undefined ? {} : { read }),
    ...(fromTeacher === undefined ? {} : { fromTeacher }),
    ...(criterion.why === undefined ? {} : { why: criterion.why }),
  };
}

export function outcomeSummary(outcome: Outcome, words: OutcomeWords): OutcomeSummary {
  return summaryOf(outcome, criterionOf(outcome, words), words.catalogue ?? english);
}

/** Whether only staff may see the outcome. */
export function isHiddenOutcome(outcome: Outcome, words: OutcomeWords): boolean {
  return criterionOf(outcome, words).isHidden;
}

/** The criteria of a stage in the order of their outcomes: the gate first where it is taken over. */
export function criteriaOfStage(lab: Lab, stageId: string): readonly Criterion[] {
  const criteria = lab.stages.find(({ id }) => id === stageId)?.criteria ?? [];
  const { gate } = lab;
  if (gate === undefined || criteria.some(({ id }) => id === gate.id)) return criteria;
  return [{ ...gate, name: `${stageId}.${gate.id}`, points: 0 }, ...criteria];
}

function inWords({ aspect, isBetter, before, now }: ComparedAspect, catalogue: Catalogue) {
  const text = (states: ComparedAspect["before"]) =>
    states
      .map((state) => (state.isMet ? state.expected : explain(state, catalogue).short))
      .join("; ");
  return { aspect, isBetter, before: text(before), now: text(now) };
}

/** Where the words of the reason alone would lead the wrong way. */
function doNextInstead(outcome: Outcome, words: OutcomeWords): string | undefined {
  const { catalogue = english } = words;
  if (isWaitedOut(outcome, words)) return explain(waitedTooLong, catalogue).doNext;
  const criterion = criterionOf(outcome, words);
  // Half a failure is to be broken further, not mended.
  const isHalfShown =
    outcome.outcome === "partly" && criterion.kind === "check" && criterion.polarity === "fails";
  return isHalfShown
    ? explain({ reason: "failure.not_shown", params: {} }, catalogue).doNext
    : undefined;
}

const waitedTooLong = { reason: "target.waited_too_long", params: {} };

function isWaitedOut(outcome: Outcome, words: OutcomeWords): boolean {
  return (
    words.hasWaitedTooLong === true && outcome.outcome === "unknown" && outcome.fault === "target"
  );
}

function summaryOf(outcome: Outcome, criterion: Criterion, catalogue: Catalogue): OutcomeSummary {
  const points = pointsOfOutcome(outcome);
  return {
    criterion: criterion.id,
    outcome: outcome.outcome,
    ...(outcome.outcome === "unknown" ? { fault: outcome.fault } : {}),
    reason: outcome.reason,
    short: explain(outcome, catalogue).short,
    points: points === undefined ? null : roundedPoints(points),
    maxPoints: outcome.maxPoints,
  };
}

function criterionOf(outcome: Outcome, { lab, stage }: OutcomeWords): Criterion {
  const criterion = criteriaOfStage(lab, stage).find(({ name }) => name === outcome.criterion);
  if (!criterion)
    throw new Error(`The lab ${lab.id} ${lab.version} has no criterion ${outcome.criterion}.`);
  return criterion;
}

/** A reason of the check itself is explained by the check's page; a general one would not be. */
function readOf(criterion: Criterion, { reason }: Outcome): string | undefined {
  if (criterion.kind !== "check") return undefined;
  const check = getCheck(criterion.check);
  return reason in check.reasons ? check.read : undefined;
}
