import { canonicalJson } from "../json.ts";
import type { Criterion, Lab } from "./lab.ts";

/** Where a stage has taken a criterion over from; `undefined` where it asks it itself. */
export function restatedOf(
  lab: Lab,
  stageId: string,
  criterion: Criterion,
): { readonly stage: string; readonly as: "again" | "fails" } | undefined {
  if (criterion.kind !== "check") return undefined;
  const at = lab.stages.findIndex(({ id }) => id === stageId);
  const source = lab.stages
    .slice(0, at)
    .toReversed()
    .find(({ criteria }) => criteria.some((one) => isTakenFrom(one, criterion)));
  if (!source) return undefined;
  return { stage: source.id, as: criterion.polarity === "fails" ? "fails" : "again" };
}

function isTakenFrom(earlier: Criterion, { id, check, where, expect }: CheckCriterion): boolean {
  if (earlier.kind !== "check" || earlier.id !== id || earlier.polarity !== "holds") return false;
  const asked = canonicalJson([earlier.check, earlier.where, earlier.expect]);
  return asked === canonicalJson([check, where, expect]);
}

type CheckCriterion = Extract<Criterion, { kind: "check" }>;
