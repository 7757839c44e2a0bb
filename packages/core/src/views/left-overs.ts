import type { LeftOver } from "../facts/fact.ts";
import { type CollectedEvidence, FactReader, getFact } from "../facts/read-facts.ts";
import type { LeftOverView } from "./left-over-view.ts";

/** What is left, and what could not be looked at. */
export interface LeftOvers {
  readonly found: readonly LeftOverView[];
  /** Summaries of the facts that AWS gave no answer to; something may be left there. */
  readonly notSeen: readonly string[];
}

/**
 * What has to go first, so that no later command is refused or leaves something without its owner:
 * a target goes before its table, a replica before the table it was made from, and a key when
 * nothing needs it any more.
 */
const order: readonly string[] = [
  "scaling policy",
  "scaling target",
  "alarm",
  "replica",
  "table",
  "recovery point",
  "backup",
  "backup vault",
];
const last = "KMS key";

/**
 * What the facts in some evidence saw that the learner may want to delete after the lab, each once,
 * in an order in which the commands work.
 */
export function leftOvers(evidence: CollectedEvidence): LeftOvers {
  const reader = new FactReader(evidence);
  const found: LeftOver[] = [];
  const notSeen = new Set<string>();
  for (const ref of evidence.facts) {
    const fact = getFact(ref.kind);
    if (!fact.mayLeaveBehind) continue;
    const reading = reader.read(ref);
    if (reading.status === "known") found.push(...fact.leavesBehind(reading.value, ref.params));
    if (reading.status === "unknown") notSeen.add(fact.summary);
  }
  const sorted = found.toSorted(
    (left, right) => placeOf(left) - placeOf(right) || compare(left.command, right.command),
  );
  // Two facts may see the same thing; what it is called first decides its place.
  const commands = sorted.map(({ command }) => command);
  const once = sorted.filter(({ command }, place) => commands.indexOf(command) === place);
  return { found: once, notSeen: [...notSeen] };
}

function placeOf({ what }: LeftOver): number {
  if (what === last) return order.length + 1;
  const place = order.indexOf(what);
  return place === -1 ? order.length : place;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
