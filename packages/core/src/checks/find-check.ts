import { closest, distance } from "fastest-levenshtein";
import type { Check } from "./check.ts";
import { allChecks } from "./registry.generated.ts";

const checksByKind = new Map(allChecks.map((check) => [check.kind, check]));

export type FoundCheck =
  | { readonly found: true; readonly check: Check }
  /** The kind that was probably meant. */
  | { readonly found: false; readonly similar: string | undefined };

export function findCheck(kind: string): FoundCheck {
  const check = checksByKind.get(kind);
  if (check) return { found: true, check };
  const similar = closest(kind, [...checksByKind.keys()]);
  return { found: false, similar: distance(kind, similar) <= 6 ? similar : undefined };
}

/** @throws Error when no check has this kind: a lab that names it can't be loaded. */
export function getCheck(kind: string): Check {
  const found = findCheck(kind);
  if (!found.found) throw new Error(`No check is of kind ${kind}.`);
  return found.check;
}
