import type { SealView } from "@lab-grader/core/contracts/endpoints/audit";

interface SealProblem {
  readonly number: number;
  readonly code: "seal.altered" | "seal.missing";
}

/** A seal with what is wrong with it; one that is missing has no seal. */
export interface SealRow {
  readonly number: number;
  readonly seal?: SealView | undefined;
  readonly problem?: SealProblem["code"] | undefined;
}

/** The seals, the newest first, with a row for each one that should be there and is not. */
export function sealRows(
  seals: readonly SealView[],
  problems: readonly SealProblem[],
): readonly SealRow[] {
  const sealOf = new Map(seals.map((seal) => [seal.number, seal]));
  const problemOf = new Map(problems.map(({ number, code }) => [number, code]));
  const numbers = [...new Set([...sealOf.keys(), ...problemOf.keys()])];
  return numbers
    .sort((one, other) => other - one)
    .map((number) => ({ number, seal: sealOf.get(number), problem: problemOf.get(number) }));
}
