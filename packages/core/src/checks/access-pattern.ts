import * as z from "zod";
import { isKnownStatus, type QueryTarget, queryTargets } from "../facts/query-targets.ts";
import type { TableDescription } from "../facts/table.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, everyLine, type Line, type Say, type Verdict } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableReasons } from "./existing-table.ts";
import { describeKey, isPrefixOf, isSameKey, isSwapped, KeyMap } from "./key-schema.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...unknownValueReasons,
  "dynamodb.access_pattern.index_not_ready": {
    short: "its index is being built",
    expected: "an index that is ACTIVE and filled",
    found: '"{index}" is {status}{filling}; this takes 8 to 17 minutes, also on an empty table',
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.access_pattern.no_index": {
    short: "no index by {partition}",
    found: "no index has {partition} as its key; the table itself is keyed by {tableKey}",
    doNext: "Add an index whose partition key is the attribute that the query asks for.",
  },
  "dynamodb.access_pattern.swapped": {
    short: '"{index}": keys swapped',
    found: '"{index}" has partition and sort key the wrong way round',
    doNext:
      "An index's keys can't be changed: make another one the other way round, wait until it is ACTIVE, then delete the old one.",
  },
  "dynamodb.access_pattern.other_sort": {
    short: "index sorts by {found}",
    found: '"{index}" has the right partition key, but its sort key is {found}',
    doNext:
      "An index's keys can't be changed: make another one with the sort key as asked, wait until it is ACTIVE, then delete the old one.",
  },
  "dynamodb.access_pattern.attribute_missing": {
    short: 'index lacks "{missing}"',
    found:
      '"{index}" has the right keys, but its projection is {projection}: "{missing}" is missing',
    doNext:
      'Give the query an index that also carries "{missing}". A projection can\'t be changed: make another index, wait until it is ACTIVE (about 10 minutes), then delete the old one.',
  },
});

const Expect = z.strictObject({
  partition: KeyMap.optional().describe(
    "Attributes that the query asks for by value, with their types: `{ status: S }`.",
  ),
  sort: KeyMap.optional().describe(
    "Attributes that the answer is ordered by, with their types: `{ orderId: S }`.",
  ),
  reads: z
    .array(z.string().min(1))
    .optional()
    .describe("Attributes that the query must return without going back to the table."),
});
type Expect = z.infer<typeof Expect>;

export const accessPattern = defineCheck({
  kind: "dynamodb.access-pattern",
  summary:
    "Some index of any name, or the table itself, serves the query: key, order and attributes.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html",
  where: TableWhere,
  expect: Expect,
  defaultExpect: {},
  reasons,
  facts: tableFacts,
  choices: ["GlobalSecondaryIndexes", "GlobalSecondaryIndexUpdates", "LocalSecondaryIndexes"],
  expected: ({ partition, sort, reads }) =>
    [
      `an index with key ${describeKey(partition ?? {})}`,
      sort && `sorted by ${describeKey(sort)}`,
      reads && `that carries ${reads.join(" and ")}`,
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const judged = queryTargets(table).map((candidate) => ({
      candidate,
      lines: linesOf(expect, candidate, table, say),
    }));
    const serving = judged.filter(({ lines }) => Object.values(lines).every((line) => line.met));
    const ready = serving.find(({ candidate }) => candidate.isReady);
    if (ready) return { kind: "judged", lines: ready.lines };
    const [building] = serving;
    if (building && !isKnownStatus(building.candidate)) {
      return unknownValue("IndexStatus", building.candidate.status);
    }
    if (building) return notReady(building.candidate, say);
    const [best] = judged.sort((left, right) => metLines(right.lines) - metLines(left.lines));
    return best
      ? { kind: "judged", lines: best.lines }
      : { kind: "judged", lines: everyLine(expect, noIndex(expect, table, say)) };
  },
});

function linesOf(
  expect: Expect,
  candidate: QueryTarget,
  table: TableDescription,
  say: Say<typeof reasons>,
): Readonly<Record<string, Line>> {
  const index = candidate.name;
  if (isSwapped(expect, candidate)) {
    return everyLine(expect, say.notMet("dynamodb.access_pattern.swapped", { index }));
  }
  if (expect.partition && !isSameKey(expect.partition, candidate.partition)) {
    return everyLine(expect, noIndex(expect, table, say));
  }
  const lines: Record<string, Line> = {};
  if (expect.partition) lines.partition = say.met();
  if (expect.sort) {
    lines.sort = isPrefixOf(expect.sort, candidate.sort)
      ? say.met()
      : say.notMet("dynamodb.access_pattern.other_sort", {
          index,
          found: describeKey(candidate.sort),
        });
  }
  if (expect.reads) lines.reads = readsLine(expect.reads, candidate, say);
  return lines;
}

function readsLine(
  reads: readonly string[],
  candidate: QueryTarget,
  say: Say<typeof reasons>,
): Line {
  const { name: index, projection, carries } = candidate;
  const missing = carries ? reads.filter((attribute) => !carries.has(attribute)) : [];
  if (missing.length === 0) return say.met();
  return say.notMet("dynamodb.access_pattern.attribute_missing", {
    index,
    projection,
    missing: missing.join(", "),
  });
}

function noIndex(expect: Expect, table: TableDescription, say: Say<typeof reasons>): Line {
  return say.notMet("dynamodb.access_pattern.no_index", {
    partition: Object.keys(expect.partition ?? {}).join(", "),
    tableKey: Object.keys(table.keys.partition).join(", "),
  });
}

function notReady(candidate: QueryTarget, say: Say<typeof reasons>): Verdict {
  return say.unknown("target", "dynamodb.access_pattern.index_not_ready", {
    index: candidate.name,
    status: candidate.status,
    filling: candidate.isBackfilling ? " and being filled" : "",
  });
}

function metLines(lines: Readonly<Record<string, Line>>): number {
  // Candidates with a swapped key say more than those that fit nowhere.
  const values = Object.values(lines);
  const isSwappedKey = values.some(
    (line) => !line.met && line.reason === "dynamodb.access_pattern.swapped",
  );
  return values.filter((line) => line.met).length + (isSwappedKey ? 0.5 : 0);
}
