import * as z from "zod";
import type { TableDescription } from "../facts/table.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, everyLine, type Line, type Say } from "./check.ts";
import {
  existingTable,
  TableWhere,
  tableFacts,
  tableReasons,
  updatingReasons,
  whileUpdating,
} from "./existing-table.ts";
import { describeExpectation, type Expectation, expectation, isAsExpected } from "./expectation.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...updatingReasons,
  ...unknownValueReasons,
  "dynamodb.capacity.provisioned": {
    short: "provisioned {read}/{write}",
    found: "PROVISIONED with {read} read and {write} write units",
    doNext: "Switch the table to on-demand capacity, and set the ceiling that is asked for.",
  },
  "dynamodb.capacity.on_demand": {
    short: "on demand",
    found: "PAY_PER_REQUEST",
    doNext: "Switch the table to provisioned capacity with the units that are asked for.",
  },
  "dynamodb.capacity.no_ceiling": {
    short: "on demand, but no ceiling",
    found: "PAY_PER_REQUEST without {setting}",
    doNext: "Set a ceiling for on-demand throughput, so that a runaway loop can't go on for ever.",
  },
  "dynamodb.capacity.other_ceiling": {
    short: "ceiling {found}",
    found: "{setting} is {found}",
    doNext: "Set the ceiling for on-demand throughput as asked.",
  },
  "dynamodb.capacity.other_units": {
    short: "{found} {setting}",
    found: "{setting} is {found}",
    doNext: "Set the provisioned units as asked.",
  },
});

const Units = expectation(z.number());
const Expect = z.strictObject({
  mode: expectation(z.enum(["PAY_PER_REQUEST", "PROVISIONED"])).optional(),
  /** On-demand ceiling, in read request units a second. */
  maxReadUnits: Units.optional(),
  /** On-demand ceiling, in write request units a second. */
  maxWriteUnits: Units.optional(),
  /** Provisioned read units a second. */
  readUnits: Units.optional(),
  /** Provisioned write units a second. */
  writeUnits: Units.optional(),
});
type Expect = z.infer<typeof Expect>;

export const capacity = defineCheck({
  kind: "dynamodb.capacity",
  summary: "The capacity mode, and the ceilings or units that go with it.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html",
  where: TableWhere,
  expect: Expect,
  defaultExpect: { mode: "PAY_PER_REQUEST", maxWriteUnits: { atMost: 40_000 } },
  reasons,
  facts: tableFacts,
  choices: ["BillingMode", "OnDemandThroughput", "ProvisionedThroughput"],
  expected: describeExpect,
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const updating = whileUpdating(table);
    if (updating) return updating;
    const { billingMode } = table;
    if (billingMode !== "PROVISIONED" && billingMode !== "PAY_PER_REQUEST") {
      return unknownValue("BillingMode", billingMode);
    }
    // Ceilings and units mean nothing under the other mode, so its lines fall with the mode.
    const wrongMode = modeLine(expect, table, say);
    if (wrongMode) return { kind: "judged", lines: everyLine(expect, wrongMode) };
    return { kind: "judged", lines: unitLines(expect, table, say) };
  },
});

function modeLine(
  expect: Expect,
  table: TableDescription,
  say: Say<typeof reasons>,
): Line | undefined {
  const asksOnDemand = expect.maxReadUnits !== undefined || expect.maxWriteUnits !== undefined;
  const asksProvisioned = expect.readUnits !== undefined || expect.writeUnits !== undefined;
  const isProvisioned = table.billingMode === "PROVISIONED";
  const isRight =
    (expect.mode === undefined || isAsExpected(expect.mode, table.billingMode)) &&
    !(isProvisioned && asksOnDemand) &&
    !(!isProvisioned && asksProvisioned);
  if (isRight) return undefined;
  return isProvisioned
    ? say.notMet("dynamodb.capacity.provisioned", {
        read: table.readUnits,
        write: table.writeUnits,
      })
    : say.notMet("dynamodb.capacity.on_demand");
}

function unitLines(
  expect: Expect,
  table: TableDescription,
  say: Say<typeof reasons>,
): Record<string, Line> {
  const lines: Record<string, Line> = {};
  if (expect.mode !== undefined) lines.mode = say.met();
  const ceilings = [
    ["maxWriteUnits", "MaxWriteRequestUnits", table.maxWriteUnits],
    ["maxReadUnits", "MaxReadRequestUnits", table.maxReadUnits],
  ] as const;
  for (const [name, setting, found] of ceilings) {
    const wanted = expect[name];
    if (wanted !== undefined) lines[name] = ceilingLine(wanted, setting, found, say);
  }
  const units = [
    ["writeUnits", "WriteCapacityUnits", table.writeUnits],
    ["readUnits", "ReadCapacityUnits", table.readUnits],
  ] as const;
  for (const [name, setting, found] of units) {
    const wanted = expect[name];
    if (wanted === undefined) continue;
    lines[name] = isAsExpected(wanted, found)
      ? say.met()
      : say.notMet("dynamodb.capacity.other_units", { setting, found });
  }
  return lines;
}

function ceilingLine(
  wanted: Expectation<number>,
  setting: string,
  found: number | undefined,
  say: Say<typeof reasons>,
): Line {
  if (isAsExpected(wanted, found)) return say.met();
  return found === undefined
    ? say.notMet("dynamodb.capacity.no_ceiling", { setting })
    : say.notMet("dynamodb.capacity.other_ceiling", { setting, found });
}

function describeExpect(expect: Expect): string {
  const words = {
    mode: "",
    maxReadUnits: "MaxReadRequestUnits ",
    maxWriteUnits: "MaxWriteRequestUnits ",
    readUnits: "ReadCapacityUnits ",
    writeUnits: "WriteCapacityUnits ",
  };
  return Object.entries(words)
    .flatMap(([name, word]) => {
      const wanted = expect[name as keyof typeof words];
      return wanted === undefined ? [] : [`${word}${describeExpectation(wanted)}`];
    })
    .join(", ");
}
