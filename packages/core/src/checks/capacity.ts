import { scalingPolicies } from "../facts/scaling-policies.ts";
import { indexResource, tableResource } from "../facts/scaling-resources.ts";
import { scalingTargets } from "../facts/scaling-targets.ts";
import type { TableDescription } from "../facts/table.ts";
import { type Throughput, throughput } from "../facts/throughput.ts";
import { CapacityExpect, describeCapacity, linesOfMode } from "./capacity-expect.ts";
import { capacityReasons } from "./capacity-reasons.ts";
import { type CapacityFound, ceilingLine, unitsLine } from "./capacity-units.ts";
import { defineCheck, everyLine, ifApplicable, type Line, type Say } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableOf, whileUpdating } from "./existing-table.ts";
import { isAsExpected } from "./expectation.ts";
import { firstGap } from "./scaling-rule.ts";
import { unknownValue } from "./unknown-value.ts";

export const capacity = defineCheck({
  kind: "dynamodb.capacity",
  summary:
    "The capacity mode, and the ceilings, units, warm throughput or auto scaling that go with it.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html",
  where: TableWhere,
  expect: CapacityExpect,
  defaultExpect: { mode: "PAY_PER_REQUEST", maxWriteUnits: { atMost: 40_000 } },
  reasons: capacityReasons,
  facts: (where, expect) => {
    const asked = new Set(Object.keys(expect));
    const isAsked = (...lines: readonly string[]) => lines.some((line) => asked.has(line));
    return {
      ...tableFacts(where),
      // Auto scaling moves units, so they are never compared without knowing its bounds.
      ...(isAsked(...linesOfMode.PROVISIONED) && {
        targets: scalingTargets(tableOf(where)),
        policies: ifApplicable(scalingPolicies(tableOf(where))),
      }),
      ...(isAsked("indexMaxReadUnits", "indexMaxWriteUnits", "warmReadUnits", "warmWriteUnits") && {
        throughput: throughput(tableOf(where)),
      }),
    };
  },
  choices: [
    "BillingMode",
    "OnDemandThroughput",
    "ProvisionedThroughput",
    "MinCapacity",
    "MaxCapacity",
  ],
  expected: describeCapacity,
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
    const index = table.indexes.find(({ status }) => status === "UPDATING")?.name;
    if (index !== undefined && linesOfIndexes.some((line) => expect[line] !== undefined)) {
      return say.unknown("target", "dynamodb.capacity.index_updating", { index });
    }
    const { targets = { targets: [] }, policies = { policies: [] } } = facts;
    const found = { table, ...targets, ...policies, throughput: facts.throughput };
    if (expect.warmReadUnits !== undefined || expect.warmWriteUnits !== undefined) {
      const { throughput: warm } = facts;
      const status = warm?.exists ? warm.warmStatus : undefined;
      if (status === "UPDATING") return say.unknown("target", "dynamodb.capacity.warming");
      if (status !== "ACTIVE") {
        return unknownValue("WarmThroughput.Status", status ?? "not there", "throughput");
      }
    }
    const lines = {
      ...(expect.mode !== undefined && { mode: say.met() }),
      ...scalingLine(expect, found, say),
      ...unitLines(expect, found),
      ...warmLines(expect, facts.throughput, say),
    };
    return { kind: "judged", lines, by: ["table", ...(facts.targets ? ["targets"] : [])] };
  },
});

/** What a running change of an index may still move. */
const linesOfIndexes = [
  "indexReadUnits",
  "indexWriteUnits",
  "indexMaxReadUnits",
  "indexMaxWriteUnits",
] as const;

function modeLine(
  expect: CapacityExpect,
  table: TableDescription,
  say: Say<typeof capacityReasons>,
): Line | undefined {
  const isProvisioned = table.billingMode === "PROVISIONED";
  const meaningless = linesOfMode[isProvisioned ? "PAY_PER_REQUEST" : "PROVISIONED"];
  const isRight =
    (expect.mode === undefined || isAsExpected(expect.mode, table.billingMode)) &&
    meaningless.every((line) => expect[line] === undefined);
  if (isRight) return undefined;
  return isProvisioned
    ? say.notMet("dynamodb.capacity.provisioned", {
        read: table.readUnits,
        write: table.writeUnits,
      })
    : say.notMet("dynamodb.capacity.on_demand");
}

function scalingLine(
  { autoScaling }: CapacityExpect,
  found: CapacityFound,
  say: Say<typeof capacityReasons>,
): Record<string, Line> {
  if (autoScaling === undefined) return {};
  const gap = firstGap(found, autoScaling === true ? {} : autoScaling);
  return { autoScaling: gap ?? say.met() };
}

function unitLines(expect: CapacityExpect, found: CapacityFound): Record<string, Line> {
  const { table } = found;
  const itself = { ...table, resource: tableResource(table.name) };
  const indexes = table.indexes
    .filter((index) => index.kind === "global" && index.status !== "DELETING")
    .map((index) => ({ ...index, resource: indexResource(table.name, index.name) }));
  const ceilings = indexes.map(({ name, resource }) => {
    const all = found.throughput?.exists ? found.throughput.indexes : [];
    const own = all.find((index) => index.name === name);
    return { maxReadUnits: own?.maxReadUnits, maxWriteUnits: own?.maxWriteUnits, resource };
  });
  const lines = {
    maxWriteUnits: ceilingLine(expect.maxWriteUnits, [itself], "write"),
    maxReadUnits: ceilingLine(expect.maxReadUnits, [itself], "read"),
    indexMaxWriteUnits: ceilingLine(expect.indexMaxWriteUnits, ceilings, "write"),
    indexMaxReadUnits: ceilingLine(expect.indexMaxReadUnits, ceilings, "read"),
    writeUnits: unitsLine(expect.writeUnits, [itself], "write", found),
    readUnits: unitsLine(expect.readUnits, [itself], "read", found),
    indexWriteUnits: unitsLine(expect.indexWriteUnits, indexes, "write", found),
    indexReadUnits: unitsLine(expect.indexReadUnits, indexes, "read", found),
  };
  return Object.fromEntries(
    Object.entries(lines).flatMap(([name, line]) => (line === undefined ? [] : [[name, line]])),
  );
}

function warmLines(
  expect: CapacityExpect,
  warm: Throughput | undefined,
  say: Say<typeof capacityReasons>,
): Record<string, Line> {
  const lines: Record<string, Line> = {};
  const settings = [
    ["warmWriteUnits", "WriteUnitsPerSecond"],
    ["warmReadUnits", "ReadUnitsPerSecond"],
  ] as const;
  for (const [name, setting] of settings) {
    const wanted = expect[name];
    if (wanted === undefined) continue;
    const units = warm?.exists ? warm[name] : undefined;
    lines[name] = isAsExpected(wanted, units)
      ? say.met()
      : say.notMet("dynamodb.capacity.other_warm_units", { setting, found: units ?? "not set" });
  }
  return lines;
}
