import { judgedOf } from "./decide-outcome.ts";
import { fullUntilMarked, waitsForMarking } from "./judge-written.ts";
import type { Outcome } from "./outcome.ts";

/** Texts that nobody has marked; what is on hold needs no mark. Full names. */
export function unmarkedIn(outcomes: readonly Outcome[]): string[] {
  return outcomes
    .filter((outcome) => !outcome.by && !outcome.held && hasText(outcome))
    .map(({ criterion }) => criterion);
}

/** There is a text to mark, and it was not left unjudged behind something else. */
export function hasText(outcome: Outcome): boolean {
  const { reason } = judgedOf(outcome);
  return reason === waitsForMarking || reason === fullUntilMarked;
}
