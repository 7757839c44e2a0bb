import * as z from "zod";
import { describeExpectation, expectation } from "./expectation.ts";
import { describeScaling, scalingLines } from "./scaling-expect.ts";

const Units = expectation(z.number());

/** Lines of the check of capacity. */
export const CapacityExpect = z.strictObject({
  mode: expectation(z.enum(["PAY_PER_REQUEST", "PROVISIONED"]))
    .optional()
    .describe("Capacity mode of the table; PAY_PER_REQUEST where nothing at all is asked."),
  maxReadUnits: Units.optional().describe(
    "On-demand ceiling for reads, in read request units a second; no default.",
  ),
  maxWriteUnits: Units.optional().describe(
    "On-demand ceiling for writes, in write request units a second; 40,000 or less where nothing at all is asked.",
  ),
  readUnits: Units.optional().describe(
    "Provisioned reads, in read units a second; of an auto-scaled table its range is compared.",
  ),
  writeUnits: Units.optional().describe(
    "Provisioned writes, in write units a second; of an auto-scaled table its range is compared.",
  ),
  indexMaxReadUnits: Units.optional().describe(
    "On-demand ceiling for reads of every global index, in read request units a second; no default.",
  ),
  indexMaxWriteUnits: Units.optional().describe(
    "On-demand ceiling for writes of every global index, in write request units a second; no default.",
  ),
  indexReadUnits: Units.optional().describe(
    "Provisioned reads of every global index, in read units a second; no default.",
  ),
  indexWriteUnits: Units.optional().describe(
    "Provisioned writes of every global index, in write units a second: too few of them throttle the table; no default.",
  ),
  warmReadUnits: Units.optional().describe(
    "Warm throughput of the table for reads, in read units a second; no default.",
  ),
  warmWriteUnits: Units.optional().describe(
    "Warm throughput of the table for writes, in write units a second; no default.",
  ),
  autoScaling: z
    .union([z.literal(true), z.strictObject(scalingLines)])
    .optional()
    .describe(
      "Provisioned, and scaled by itself with its global indexes: true, or the lines of dynamodb.auto-scaling; no default.",
    ),
});
export type CapacityExpect = z.infer<typeof CapacityExpect>;

/** What of it means something under one capacity mode only. */
export const linesOfMode = {
  PAY_PER_REQUEST: ["maxReadUnits", "maxWriteUnits", "indexMaxReadUnits", "indexMaxWriteUnits"],
  PROVISIONED: ["readUnits", "writeUnits", "indexReadUnits", "indexWriteUnits", "autoScaling"],
} as const;

const words = {
  mode: "",
  maxReadUnits: "MaxReadRequestUnits ",
  maxWriteUnits: "MaxWriteRequestUnits ",
  readUnits: "ReadCapacityUnits ",
  writeUnits: "WriteCapacityUnits ",
  indexMaxReadUnits: "MaxReadRequestUnits of every index ",
  indexMaxWriteUnits: "MaxWriteRequestUnits of every index ",
  indexReadUnits: "ReadCapacityUnits of every index ",
  indexWriteUnits: "WriteCapacityUnits of every index ",
  warmReadUnits: "warm ReadUnitsPerSecond ",
  warmWriteUnits: "warm WriteUnitsPerSecond ",
} as const;

/** For a person: what must be true. */
export function describeCapacity(expect: CapacityExpect): string {
  const { autoScaling } = expect;
  const names = Object.keys(words) as (keyof typeof words)[];
  return [
    ...names.flatMap((name) => {
      const wanted = expect[name];
      return wanted === undefined ? [] : [`${words[name]}${describeExpectation(wanted)}`];
    }),
    ...(autoScaling === undefined
      ? []
      : [describeScaling(autoScaling === true ? {} : autoScaling)]),
  ].join(", ");
}
