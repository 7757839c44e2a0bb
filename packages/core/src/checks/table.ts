import { distance } from "fastest-levenshtein";
import * as z from "zod";
import { type TableElsewhere, tableElsewhere } from "../facts/table-elsewhere.ts";
import { Region } from "../ids.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, type FactUse, type Line, nearMiss, type Verdict } from "./check.ts";
import {
  existingTable,
  TableWhere,
  tableFacts,
  tableReasons,
  updatingReasons,
  whileUpdating,
} from "./existing-table.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...updatingReasons,
  ...unknownValueReasons,
  "dynamodb.table.other_region": {
    short: '"{table}" is in {elsewhere}',
    found:
      'no table of this name in {region}, but "{table}" is in {elsewhere}, {status} since {since}',
    doNext:
      "Make the table in {region} (a table can't be moved), and delete the one in {elsewhere} so that " +
      "it doesn't cost you anything. The console remembers the last region: look at the top right.",
    read: "docs.aws.amazon.com/general/latest/gr/ddb.html",
  },
  "dynamodb.table.other_case": {
    short: '"{found}": case',
    found: 'no "{table}" in {region}, but "{found}" is there; names are case-sensitive',
    doNext:
      "Make the table under exactly this name (a table can't be renamed), and delete the other.",
  },
  "dynamodb.table.similar_name": {
    short: '"{found}": {difference}',
    found: 'no "{table}" in {region}, but "{found}" is there; {difference}',
    doNext:
      "Make the table under exactly this name (a table can't be renamed), and delete the other.",
  },
  "dynamodb.table.not_usable": {
    short: "the table can't be used",
    found: "TableStatus is {status}",
    doNext: "Bring the table back to ACTIVE: AWS's page on this status says how.",
    read: "docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html",
  },
});

const Where = TableWhere.extend({
  /** Regions that are asked only when the table is not found. */
  nearby: z
    .array(Region)
    .max(8)
    .optional()
    .describe("Regions that are asked too when nothing is found, to say where it is; none."),
});
type Where = z.infer<typeof Where>;

export const tableCheck = defineCheck({
  kind: "dynamodb.table",
  summary: "The table exists under its exact name in its region and is ACTIVE.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html",
  where: Where,
  expect: z.strictObject({}),
  defaultExpect: {},
  reasons,
  facts: (where) => ({ ...tableFacts(where), ...elsewhereFacts(where) }),
  expected: (_expect, { table, region }) => `${table} in ${region}`,
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return withNearMiss(verdict, nearMissLine(facts, where), Object.keys(facts));
    const updating = whileUpdating(table);
    if (updating) return updating;
    const { status } = table;
    if (status === "ACTIVE") return { kind: "judged", lines: { exists: say.met() } };
    if (!notUsable.has(status)) return unknownValue("TableStatus", status);
    const line = say.notMet("dynamodb.table.not_usable", { status });
    return { kind: "judged", lines: { exists: line } };
  },
});

const notUsable = new Set([
  "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
  "ARCHIVING",
  "ARCHIVED",
  "REPLICATION_NOT_AUTHORIZED",
]);

function elsewhereFacts({ region, table, nearby = [] }: Where) {
  return Object.fromEntries(
    nearby
      .filter((elsewhere) => elsewhere !== region)
      .map((elsewhere): [string, FactUse<TableElsewhere | undefined>] => [
        `in ${elsewhere}`,
        nearMiss(tableElsewhere({ region, table, elsewhere })),
      ]),
  );
}

function withNearMiss(
  verdict: Verdict,
  near: Line | undefined,
  lookedAt: readonly string[],
): Verdict {
  if (verdict.kind !== "judged" || !near) return verdict;
  const isMissing = Object.values(verdict.lines).some(
    (line) => !line.met && line.reason === "dynamodb.table.missing",
  );
  return isMissing ? { ...verdict, lines: { exists: near }, by: lookedAt } : verdict;
}

function nearMissLine(facts: Readonly<Record<string, unknown>>, where: Where): Line | undefined {
  const { table, region } = where;
  const names = Array.isArray(facts.names) ? facts.names.map(String) : [];
  const otherCase = names.find((name) => name.toLowerCase() === table.toLowerCase());
  if (otherCase) return near("dynamodb.table.other_case", { table, region, found: otherCase });
  for (const elsewhere of where.nearby ?? []) {
    const there = TableThere.safeParse(facts[`in ${elsewhere}`]);
    if (!there.success) continue;
    const { status, createdAt = "an unknown time" } = there.data;
    return near("dynamodb.table.other_region", {
      table,
      region,
      elsewhere,
      status,
      since: createdAt,
    });
  }
  const similar = names.find((name) => distance(name, table) <= 2);
  if (!similar) return undefined;
  const difference = describeDifference(similar, table);
  return near("dynamodb.table.similar_name", { table, region, found: similar, difference });
}

const TableThere = z.object({
  exists: z.literal(true),
  status: z.string(),
  createdAt: z.string().optional(),
});

function near(reason: keyof typeof reasons, params: Record<string, string>): Line {
  return { met: false, reason, params };
}

function describeDifference(found: string, wanted: string): string {
  const changes = distance(found, wanted);
  const letters = changes === 1 ? "one letter" : "two letters";
  if (wanted.length - found.length === changes) return `${letters} short`;
  if (found.length - wanted.length === changes) return `${letters} more`;
  return `${letters} off`;
}
