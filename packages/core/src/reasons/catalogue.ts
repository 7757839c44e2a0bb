import { allChecks } from "../checks/registry.generated.ts";
import type { Outcome } from "../grading/outcome.ts";
import { generalReasons } from "./general.ts";
import { filledText, type Reasons, type ReasonText } from "./reason.ts";
import { verificationReasons } from "./verification.ts";

/** Every reason that an outcome can carry, in one language. A translation has the same keys. */
export type Catalogue = Reasons;

export const english: Catalogue = Object.assign(
  {},
  generalReasons,
  verificationReasons,
  ...allChecks.map((check) => check.reasons),
);

/** What a person reads for a reason; texts filled with its parameters. */
export interface Explanation {
  readonly short: string;
  /** Absent: what the check asks. */
  readonly expected?: string | undefined;
  readonly found: string;
  readonly doNext: string;
  /** Without `https://`; absent where there is nothing to read. */
  readonly read?: string | undefined;
}

/** @throws Error when the catalogue has no such reason: an outcome of a newer version. */
export function explain(
  { reason, params }: Pick<Outcome, "reason" | "params">,
  catalogue: Catalogue = english,
): Explanation {
  const text = getReason(reason, catalogue);
  return {
    short: filledText(text.short, params),
    expected: text.expected && filledText(text.expected, params),
    found: filledText(text.found, params),
    doNext: filledText(text.doNext, params),
    read: text.read,
  };
}

/**
 * The short text of a reason whose parameters were not kept: an ellipsis for each. A reason that
 * this version does not know is its own text.
 */
export function shortOfKind(reason: string, catalogue: Catalogue = english): string {
  const text = Object.hasOwn(catalogue, reason) ? catalogue[reason] : undefined;
  return text ? text.short.replace(/\{\w+\}/g, "…") : reason;
}

export function getReason(reason: string, catalogue: Catalogue = english): ReasonText {
  const text = Object.hasOwn(catalogue, reason) ? catalogue[reason] : undefined;
  if (!text) throw new Error(`The catalogue of reasons has no text for ${reason}.`);
  return text;
}
