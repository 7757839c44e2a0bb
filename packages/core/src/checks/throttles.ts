import * as z from "zod";
import { type TableTraffic, type Traffic, tableTraffic } from "../facts/table-traffic.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, ifApplicable, type Line, type Say } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";
import { describeExpectation, type Expectation, expectation, isAsExpected } from "./expectation.ts";

const reasons = defineReasons({
  ...tableReasons,
  "dynamodb.throttles.no_traffic": {
    short: "no {kind} to judge by",
    found:
      "CloudWatch has no {kind} of the table in the last {minutes} minutes: that is not yet zero",
    doNext:
      "Use the table as the lab sheet says, wait five minutes until CloudWatch shows it, then submit again.",
    isAbsence: true,
  },
  "dynamodb.throttles.other": {
    short: "{found} throttle events",
    found: "{found} throttled {kind} of {where} in the last {minutes} minutes",
    doNext: "Bring capacity and traffic together as the lab sheet says, then use the table again.",
  },
  "dynamodb.throttles.other_traffic": {
    short: "{found} {kind} units",
    found: "{found} {kind} units consumed in the last {minutes} minutes",
    doNext: "Use the table as much as is asked for, then submit again.",
  },
  "dynamodb.throttles.part_only": {
    short: "CloudWatch told only a part",
    found: "CloudWatch could not read all of the table's metrics",
    doNext: "Wait. We look again by ourselves.",
  },
});

const defaultWindow = 60;
const count = expectation(z.number());
const Where = TableWhere.extend({
  windowMinutes: z
    .int()
    .min(5)
    .max(1440)
    .optional()
    .describe("How far back we look, in minutes; 60."),
});
type Where = z.infer<typeof Where>;

const Expect = z.strictObject({
  throttles: count
    .optional()
    .describe(
      "Throttle events of reads and writes, of the table and its global indexes; 0. Zero stands only beside consumed units.",
    ),
  readThrottles: count.optional().describe("Throttle events of reads alone; no default."),
  writeThrottles: count.optional().describe("Throttle events of writes alone; no default."),
  consumedReadUnits: count
    .optional()
    .describe("Read units that the table and its indexes have consumed; no default."),
  consumedWriteUnits: count
    .optional()
    .describe("Write units that the table and its indexes have consumed; no default."),
});
type Expect = z.infer<typeof Expect>;

export const throttles = defineCheck({
  kind: "dynamodb.throttles",
  summary:
    "The table's own traffic of the last minutes was throttled, or was not, and there was traffic.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/TroubleshootingThrottling.html",
  where: Where,
  expect: Expect,
  defaultExpect: { throttles: 0 },
  reasons,
  facts: (where) => ({
    traffic: ifApplicable(
      tableTraffic({
        ...tableOf(where),
        windowMinutes: where.windowMinutes ?? defaultWindow,
      }),
    ),
    ...tableFacts(where),
  }),
  expected: (expect, where) => {
    const lines = Object.entries(expect).flatMap(([name, wanted]) =>
      wanted === undefined ? [] : [`${words[name] ?? name} ${describeExpectation(wanted)}`],
    );
    return `${lines.join(", ")} in the last ${where.windowMinutes ?? defaultWindow} minutes of traffic`;
  },
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const { traffic = { targets: [], isWhole: true } } = facts;
    if (!traffic.isWhole) {
      return { ...say.unknown("target", "dynamodb.throttles.part_only"), by: ["traffic"] };
    }
    return { kind: "judged", lines: linesOf(traffic, { expect, where, say }) };
  },
});

const words: Readonly<Record<string, string>> = {
  throttles: "throttle events",
  readThrottles: "read throttle events",
  writeThrottles: "write throttle events",
  consumedReadUnits: "consumed read units",
  consumedWriteUnits: "consumed write units",
};

type Measure = Exclude<keyof Traffic, "index">;

function linesOf(
  { targets }: TableTraffic,
  {
    expect,
    where: { windowMinutes: minutes = defaultWindow },
    say,
  }: { readonly expect: Expect; readonly where: Where; readonly say: Say<typeof reasons> },
): Record<string, Line> {
  const sumOf = (measures: readonly Measure[]) => sum(targets, measures);

  const throttleLine = (
    wanted: Expectation<number>,
    kind: string,
    measured: { readonly throttles: readonly Measure[]; readonly consumed: readonly Measure[] },
  ): Line => {
    const found = sumOf(measured.throttles);
    // What was throttled was traffic; without either, zero is the zero of an idle table.
    if ((found ?? 0) === 0 && (sumOf(measured.consumed) ?? 0) === 0)
      return say.notMet("dynamodb.throttles.no_traffic", { kind, minutes });
    return isAsExpected(wanted, found ?? 0)
      ? say.met()
      : say.notMet("dynamodb.throttles.other", {
          ...{ found: found ?? 0, kind, minutes },
          where: whereThrottled(targets, measured.throttles),
        });
  };
  const trafficLine = (wanted: Expectation<number>, kind: string, measure: Measure): Line => {
    const found = sumOf([measure]);
    if (found === undefined) {
      return say.notMet("dynamodb.throttles.no_traffic", { kind: `${kind}s`, minutes });
    }
    return isAsExpected(wanted, found)
      ? say.met()
      : say.notMet("dynamodb.throttles.other_traffic", { found, kind, minutes });
  };

  const reads = { throttles: ["readThrottles"], consumed: ["consumedReadUnits"] } as const;
  const writes = { throttles: ["writeThrottles"], consumed: ["consumedWriteUnits"] } as const;
  const both = {
    throttles: [...reads.throttles, ...writes.throttles],
    consumed: [...reads.consumed, ...writes.consumed],
  };
  const lines: Record<string, Line> = {};
  if (expect.throttles !== undefined)
    lines.throttles = throttleLine(expect.throttles, "reads or writes", both);
  if (expect.readThrottles !== undefined)
    lines.readThrottles = throttleLine(expect.readThrottles, "reads", reads);
  if (expect.writeThrottles !== undefined)
    lines.writeThrottles = throttleLine(expect.writeThrottles, "writes", writes);
  if (expect.consumedReadUnits !== undefined)
    lines.consumedReadUnits = trafficLine(expect.consumedReadUnits, "read", "consumedReadUnits");
  if (expect.consumedWriteUnits !== undefined)
    lines.consumedWriteUnits = trafficLine(
      expect.consumedWriteUnits,
      "write",
      "consumedWriteUnits",
    );
  return lines;
}

/** `undefined` where CloudWatch has nothing at all. */
function sum(targets: readonly Traffic[], measures: readonly Measure[]): number | undefined {
  const found = targets.flatMap((target) => measures.flatMap((measure) => target[measure] ?? []));
  return found.length === 0 ? undefined : found.reduce((total, one) => total + one, 0);
}

/** For a person: `the table, by-status`. */
function whereThrottled(targets: readonly Traffic[], measures: readonly Measure[]): string {
  const hit = targets.filter((target) => measures.some((measure) => (target[measure] ?? 0) > 0));
  return (hit.length === 0 ? targets.slice(0, 1) : hit)
    .map(({ index }) => index ?? "the table")
    .join(", ");
}
