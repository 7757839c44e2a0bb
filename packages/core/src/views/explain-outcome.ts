import { getCheck } from "../checks/find-check.ts";
import type { Hold } from "../cohorts/assignment.ts";
import { type ComparedAspect, type Outcome, pointsOfOutcome } from "../grading/outcome.ts";
import { roundedPoints } from "../grading/points.ts";
import type { Criterion, Lab } from "../lab/lab.ts";
import { type Catalogue, english, explain } from "../reasons/catalogue.ts";
import { criteriaOfStage, type OutcomeSummary, type OutcomeView } from "./outcome-view.ts";

/** Where an outcome's words come from. */
export interface OutcomeWords {
  readonly lab: Lab;
  readonly stage: string;
  readonly catalogue?: Catalogue;
  /** Learners don't read who of the staff decided something. Default: learners. */
  readonly audience?: "learner" | "staff";
  /** Of the assignment: why a criterion is on hold. */
  readonly holds?: readonly Pick<Hold, "criterion" | "reason">[];
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
    ...decidedIn(outcome, words),
    ...onHold(outcome, words),
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

function decidedIn(
  { by, decision }: Outcome,
  { catalogue = english, audience }: OutcomeWords,
): Pick<OutcomeView, "decided"> {
  if (!by || !decision) return {};
  const { login, at, note, level, judged } = decision;
  const points = "points" in judged ? roundedPoints(judged.points) : null;
  return {
    decided: {
      ...{ by, at, who: audience === "staff" ? login : "an instructor" },
      ...(note === undefined ? {} : { note }),
      ...(level === undefined ? {} : { level }),
      judged: { outcome: judged.outcome, short: explain(judged, catalogue).short, points },
    },
  };
}

function onHold(
  { held, criterion }: Outcome,
  { catalogue = english, holds = [] }: OutcomeWords,
): Pick<OutcomeView, "onHold"> {
  if (!held) return {};
  const reason = holds.find((hold) => hold.criterion === criterion)?.reason;
  const text = explain(heldReason, catalogue).found;
  return { onHold: { text, ...(reason === undefined ? {} : { reason }) } };
}

const heldReason = { reason: "hold.on_hold", params: {} };

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
    short: explain(outcome.held ? heldReason : outcome, catalogue).short,
    points: points === undefined || outcome.held ? null : roundedPoints(points),
    maxPoints: outcome.maxPoints,
    ...(outcome.held && { isHeld: true as const }),
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
