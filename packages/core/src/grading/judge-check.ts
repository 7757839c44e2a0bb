import type { CheckContext, FactUse, Line, Verdict } from "../checks/check.ts";
import type { Reading } from "../facts/fact.ts";
import type { FactReader } from "../facts/read-facts.ts";
import type { BoundAlternative, BoundCheck } from "../lab/bind-stage.ts";
import { getReason } from "../reasons/catalogue.ts";
import type { Instant } from "../time.ts";
import type { LookedAt, Outcome } from "./outcome.ts";
import { shareOfPoints } from "./points.ts";

/** The answers of the account, and those that were read for the attempts of earlier stages. */
export interface Readers {
  readonly here: FactReader;
  /** By stage; absent where no stage was handed in, as when something is only tried. */
  readonly earlier: ReadonlyMap<string, EarlierStage> | undefined;
}

/** The evidence of the attempt of an earlier stage. */
interface EarlierStage {
  readonly reader: FactReader;
  /** When it was collected. */
  readonly observedAt: Instant;
}

/** A verdict together with the readings that it was reached from. */
interface Judged {
  readonly verdict: Verdict;
  readonly alternative: BoundAlternative;
  readonly lookedAt: readonly LookedAt[];
}

/** The outcome of one check by itself, without gate and requirements. Pure. */
export function judgeCheck(bound: BoundCheck, readers: Readers, context: CheckContext): Outcome {
  const judged = bound.alternatives.map((alternative) =>
    judgeAlternative(bound, alternative, readers, context),
  );
  const [first, ...rest] = judged;
  if (!first) throw new Error(`The criterion ${bound.criterion.name} has no alternative.`);
  const best = rest.reduce(
    (left, right) => (rank(right.verdict) > rank(left.verdict) ? right : left),
    first,
  );
  return outcomeOf(bound, best);
}

function judgeAlternative(
  bound: BoundCheck,
  alternative: BoundAlternative,
  readers: Readers,
  context: CheckContext,
): Judged {
  const readings = new Map<string, Reading>();
  const facts: Record<string, unknown> = {};
  for (const [name, use] of Object.entries(alternative.uses)) {
    const reading = read(use, readers);
    readings.set(name, reading);
    if (reading.status === "known") facts[name] = reading.value;
    if (reading.status === "unknown" && use.use !== "nearMiss") {
      const { fault, reason, params, lookedAt } = reading;
      return { verdict: { kind: "unknown", fault, reason, params }, alternative, lookedAt };
    }
    if (reading.status === "notApplicable" && use.use === undefined) {
      // Required facts are always asked, so an answer that is not there was lost.
      const verdict: Verdict = { kind: "unknown", ...lostEvidence(use.kind) };
      return { verdict, alternative, lookedAt: [] };
    }
  }
  const { where, expect } = alternative;
  const verdict = withoutGuessing(
    bound,
    bound.check.evaluate({ facts, where, expect, context }),
    [...readings].filter(([name]) => alternative.uses[name]?.use !== "nearMiss"),
  );
  return { verdict, alternative, lookedAt: lookedAtOf(verdict, readings) };
}

function read(use: FactUse, { here, earlier }: Readers): Reading {
  if (use.stage === undefined) return here.read(use);
  const reading = earlier?.get(use.stage)?.reader.read(use);
  if (reading && reading.status !== "unknown") return reading;
  const { fault, reason, params } = lostEvidence(use.kind);
  // What was closed or unfinished then can't be opened or awaited any more.
  return { status: "unknown", fault, reason, params, lookedAt: [] };
}

/** Stored evidence doesn't change: neither the learner nor time can mend what it lacks. */
export function lostEvidence(fact: string) {
  return { fault: "evidence", reason: "evidence.missing", params: { fact } } as const;
}

/** What is missing of an incomplete answer could decide, unless something among the rest was looked for and found. */
function withoutGuessing(
  bound: BoundCheck,
  verdict: Verdict,
  readings: readonly (readonly [string, Reading])[],
): Verdict {
  if (verdict.kind === "unknown") return verdict;
  const isMet = Object.values(verdict.lines).every((line) => line.met);
  for (const [name, reading] of readings) {
    if (reading.status !== "known" || reading.isComplete) continue;
    if (isMet && bound.check.existential.includes(name)) continue;
    return {
      kind: "unknown",
      fault: "rubric",
      reason: "rubric.truncated",
      params: { fact: name },
      by: [name],
    };
  }
  return verdict;
}

function lookedAtOf(verdict: Verdict, readings: ReadonlyMap<string, Reading>): readonly LookedAt[] {
  const names = verdict.by ?? [...readings.keys()].slice(0, 1);
  const all = names.flatMap((name) => {
    const reading = readings.get(name);
    return reading && reading.status !== "notApplicable" ? reading.lookedAt.slice(0, 1) : [];
  });
  const places = new Map(all.map((one) => [`${one.service} ${one.operation} ${one.region}`, one]));
  return [...places.values()];
}

/** Met before unknown before partly before not met: an alternative that may yet be met is not lost. */
function rank(verdict: Verdict): number {
  if (verdict.kind === "unknown") return 2;
  const share = shareMet(Object.values(verdict.lines));
  return share === 1 ? 3 : share;
}

function shareMet(lines: readonly Line[]): number {
  return lines.length === 0 ? 1 : lines.filter((line) => line.met).length / lines.length;
}

function outcomeOf(bound: BoundCheck, { verdict, alternative, lookedAt }: Judged): Outcome {
  const { criterion, check } = bound;
  const asked = check.expected(alternative.expect, alternative.where);
  const base = {
    criterion: criterion.name,
    maxPoints: criterion.points,
    expected: criterion.polarity === "fails" ? `no longer: ${asked}` : asked,
    lookedAt: [...lookedAt],
  };
  if (verdict.kind === "unknown") {
    const { fault, reason, params } = verdict;
    return { ...base, outcome: "unknown", fault, reason, params };
  }
  const lines = Object.values(verdict.lines);
  const red = lines.find((line) => !line.met);
  if (criterion.polarity === "fails")
    return shownFailure(base, lines, { red, isAllOrNothing: criterion.isAllOrNothing });
  if (!red)
    return {
      ...base,
      outcome: "met",
      reason: "met",
      params: {},
      points: shareOfPoints(criterion.points, { met: 1, of: 1 }),
    };
  const met = criterion.isAllOrNothing ? 0 : lines.filter((line) => line.met).length;
  return {
    ...base,
    outcome: met > 0 ? "partly" : "not_met",
    reason: red.reason,
    params: red.params,
    points: shareOfPoints(criterion.points, { met, of: lines.length }),
  };
}

type OutcomeBase = Pick<Outcome, "criterion" | "maxPoints" | "expected" | "lookedAt">;
type RedLine = Extract<Line, { met: false }>;

/** A stage that introduces a failure wants it seen; a thing that is gone shows none. */
function shownFailure(
  base: OutcomeBase,
  lines: readonly Line[],
  { red, isAllOrNothing }: { red: RedLine | undefined; isAllOrNothing: boolean },
): Outcome {
  const nothing = shareOfPoints(base.maxPoints, { met: 0, of: 1 });
  if (!red) {
    return {
      ...base,
      outcome: "not_met",
      reason: "failure.not_shown",
      params: {},
      points: nothing,
    };
  }
  if (getReason(red.reason).isAbsence) {
    return {
      ...base,
      outcome: "not_met",
      reason: "failure.nothing_to_show",
      params: {},
      points: nothing,
    };
  }
  const shown = isAllOrNothing ? lines.length : lines.filter((line) => !line.met).length;
  return {
    ...base,
    outcome: shown === lines.length ? "met" : "partly",
    reason: red.reason,
    params: red.params,
    points: shareOfPoints(base.maxPoints, { met: shown, of: lines.length }),
  };
}
