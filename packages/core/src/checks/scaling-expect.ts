import * as z from "zod";
import { describeExpectation, expectation } from "./expectation.ts";

const Units = expectation(z.int().min(1));
const bounds = {
  minReadUnits: Units.optional().describe(
    "MinCapacity of the read units, in read units a second; no default.",
  ),
  maxReadUnits: Units.optional().describe(
    "MaxCapacity of the read units, in read units a second; no default.",
  ),
  minWriteUnits: Units.optional().describe(
    "MinCapacity of the write units, in write units a second; no default.",
  ),
  maxWriteUnits: Units.optional().describe(
    "MaxCapacity of the write units, in write units a second; no default.",
  ),
};
const Bounds = z.strictObject(bounds);
export type Bounds = z.infer<typeof Bounds>;

/** Lines of `expect` about scaling; bounds are the table's own. */
export const scalingLines = {
  ...bounds,
  targetPercent: expectation(z.number())
    .optional()
    .describe(
      "Target utilisation of every policy, in per cent of the provisioned units; 20 to 90 where it is not asked.",
    ),
  indexes: z
    .union([z.literal("every"), z.literal("any"), Bounds])
    .optional()
    .describe(
      "The global indexes: every one is scaled, each within the bounds given here, or `any` to leave them out; every one where it is not asked.",
    ),
};
const ScalingExpect = z.strictObject(scalingLines);
export type ScalingExpect = z.infer<typeof ScalingExpect>;

export type Dimension = "read" | "write";
/** Writes first: an index that is too small for them throttles the table. */
export const dimensions: readonly Dimension[] = ["write", "read"];
/** The line of `expect` that asks for a setting of a target. */
export const boundsOf = {
  read: { MinCapacity: "minReadUnits", MaxCapacity: "maxReadUnits" },
  write: { MinCapacity: "minWriteUnits", MaxCapacity: "maxWriteUnits" },
} as const;

/** For a person: what must be true. */
export function describeScaling(expect: ScalingExpect): string {
  const { indexes = "every", targetPercent } = expect;
  const words = [
    indexes === "any" ? "auto scaling" : "auto scaling, also of every index",
    ...describeBounds(expect),
    targetPercent !== undefined && `target ${describeExpectation(targetPercent, "%")}`,
    ...(typeof indexes === "string"
      ? []
      : describeBounds(indexes).map((bound) => `index ${bound}`)),
  ];
  return words.filter(Boolean).join(", ");
}

function describeBounds(bounds: Bounds): string[] {
  return dimensions.flatMap((dimension) =>
    Object.entries(boundsOf[dimension]).flatMap(([setting, name]) => {
      const wanted = bounds[name];
      return wanted === undefined ? [] : [`${dimension} ${setting} ${describeExpectation(wanted)}`];
    }),
  );
}
