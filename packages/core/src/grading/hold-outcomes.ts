import { canonicalJson } from "../json.ts";
import type { Criterion } from "../lab/lab.ts";
import type { Outcome } from "./outcome.ts";

/** The criteria of a stage, as far as they stand on one another. */
export type StandingCriteria = readonly Pick<Criterion, "id" | "name" | "requires">[];

/**
 * The outcomes with exactly these criteria on hold, and with them what is red or unknown only
 * because it stands on one of them. Verdicts stay as they are, so taking a hold away again gives
 * back equal outcomes.
 * @param names full names.
 */
export function withHolds(
  outcomes: readonly Outcome[],
  names: ReadonlySet<string>,
  criteria: StandingCriteria,
): Outcome[] {
  const isHeld = closure(outcomes, names, criteria);
  return outcomes.map((outcome) => {
    const { held: _held, givesBack, ...free } = outcome;
    if (!isHeld.has(outcome.criterion)) return free;
    return { ...free, held: true, ...(givesBack && { givesBack }) };
  });
}

/** Names of what is on hold itself, not only because it stands on what is. */
export function heldThemselves(
  outcomes: readonly Outcome[],
  criteria: StandingCriteria,
): Set<string> {
  const byName = new Map(outcomes.map((outcome) => [outcome.criterion, outcome]));
  const held = outcomes.filter((outcome) => outcome.held);
  const isHeld = (name: string) => byName.get(name)?.held === true;
  return new Set(
    held
      .filter((outcome) => !fallsWith(outcome, { byName, isHeld, criteria }))
      .map(({ criterion }) => criterion),
  );
}

function closure(
  outcomes: readonly Outcome[],
  names: ReadonlySet<string>,
  criteria: StandingCriteria,
): ReadonlySet<string> {
  const byName = new Map(outcomes.map((outcome) => [outcome.criterion, outcome]));
  const held = new Set(names);
  for (let before = -1; before !== held.size; ) {
    before = held.size;
    for (const outcome of outcomes)
      if (fallsWith(outcome, { byName, isHeld: (name) => held.has(name), criteria }))
        held.add(outcome.criterion);
  }
  return held;
}

/** Its verdict is that of a requirement which is on hold. */
function fallsWith(
  outcome: Outcome,
  {
    byName,
    isHeld,
    criteria,
  }: {
    readonly byName: ReadonlyMap<string, Outcome>;
    readonly isHeld: (name: string) => boolean;
    readonly criteria: StandingCriteria;
  },
): boolean {
  const criterion = criteria.find(({ name }) => name === outcome.criterion);
  const stage = outcome.criterion.slice(0, outcome.criterion.indexOf("."));
  return (criterion?.requires ?? []).some((id) => {
    const required = byName.get(`${stage}.${id}`);
    if (!required || !isHeld(required.criterion)) return false;
    if (outcome.reason === "requires.not_met") return outcome.params.id === id;
    return outcome.outcome === "unknown" && verdictText(outcome) === verdictText(required);
  });
}

function verdictText({ outcome, reason, params }: Outcome): string {
  return canonicalJson([outcome, reason, params]);
}
