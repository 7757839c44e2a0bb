import { keyTypeOf } from "../facts/attribute-value.ts";
import type { Question } from "../facts/query-plan.ts";
import type { QueryTarget } from "../facts/query-targets.ts";
import type { TableDescription } from "../facts/table.ts";
import { defineReasons } from "../reasons/reason.ts";
import { type Line, type Say, sayWith } from "./check.ts";
import { describeKey } from "./key-schema.ts";

/** Why no query can ask the question: only a scan could. */
export const unanswerableReasons = defineReasons({
  "dynamodb.query.no_index": {
    short: "no index by {asked}",
    found: "no index has {asked} as its key; the table itself is keyed by {tableKey}",
    doNext: "Add an index whose partition key is an attribute that the query asks for.",
  },
  "dynamodb.query.swapped": {
    short: '"{index}": keys swapped',
    found: '"{index}" has {asked} as its sort key; a query must know the partition key, {found}',
    doNext:
      "An index's keys can't be changed: make another one the other way round, wait until it is ACTIVE, then delete the old one.",
  },
  "dynamodb.query.other_case": {
    short: '"{found}" is not "{asked}"',
    found: '"{index}" has the key "{found}"; attribute names are case-sensitive',
    doNext:
      "An index's keys can't be changed: make another one with the key spelled exactly so, wait until it is ACTIVE, then delete the old one.",
  },
  "dynamodb.query.other_type": {
    short: "key is {found}, not {wanted}",
    found: '"{index}" has the key {found}, and the query asks for it as {wanted}',
    doNext:
      "An index's keys can't be changed: make another one with the key's type as asked, wait until it is ACTIVE, then delete the old one.",
  },
});

const say: Say<typeof unanswerableReasons> = sayWith();

/** The nearest miss among the targets of which none can be asked. */
export function unanswerableLine(
  table: TableDescription,
  targets: readonly QueryTarget[],
  { equals }: Question,
): Line {
  const asked = Object.keys(equals);
  const indexes = targets.filter((target) => target.kind !== "table");
  for (const { name: index, partition } of indexes) {
    for (const [name, type] of Object.entries(partition)) {
      const value = Object.hasOwn(equals, name) ? equals[name] : undefined;
      if (value === undefined || keyTypeOf(value) === type) continue;
      const found = describeKey({ [name]: type });
      return say.notMet("dynamodb.query.other_type", { index, found, wanted: keyTypeOf(value) });
    }
  }
  for (const { name: index, partition } of indexes) {
    for (const found of Object.keys(partition)) {
      const wanted = asked.find(
        (name) => name !== found && name.toLowerCase() === found.toLowerCase(),
      );
      if (wanted !== undefined) {
        return say.notMet("dynamodb.query.other_case", { index, found, asked: wanted });
      }
    }
  }
  const swapped = indexes.find(({ sort }) => asked.some((name) => Object.hasOwn(sort, name)));
  if (swapped) {
    return say.notMet("dynamodb.query.swapped", {
      index: swapped.name,
      asked: asked.filter((name) => Object.hasOwn(swapped.sort, name)).join(", "),
      found: describeKey(swapped.partition),
    });
  }
  return say.notMet("dynamodb.query.no_index", {
    asked: asked.join(" or "),
    tableKey: Object.keys(table.keys.partition).join(", "),
  });
}
