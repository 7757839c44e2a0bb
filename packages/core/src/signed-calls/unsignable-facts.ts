import type { FactRef } from "../facts/fact.ts";
import { factPlan } from "../facts/fact-plan.ts";
import { getFact } from "../facts/read-facts.ts";

/**
 * Kinds that no signed request can answer: what takes on a role would show us its credentials, and
 * what writes, waits for what it wrote or measures time needs the grader's own hands.
 */
export function unsignableFacts(facts: readonly FactRef[]): readonly string[] {
  const kinds = factPlan(facts)
    .flat()
    .flatMap(({ kind }) => {
      const { probe, isInOrder } = getFact(kind);
      const isRead = probe === undefined || probe === "read-items";
      return isRead && !(probe === "read-items" && isInOrder) ? [] : [kind];
    });
  return [...new Set(kinds)].sort();
}
