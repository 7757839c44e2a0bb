import * as z from "zod";
import { describeKeyValue } from "../facts/attribute-value.ts";
import { orderOf, type Question } from "../facts/query-plan.ts";
import type { AnsweredQuery } from "../facts/query-probe.ts";
import type { QueryTarget } from "../facts/query-targets.ts";
import { defineReasons } from "../reasons/reason.ts";
import { everyLine, type Line, type Say, sayWith } from "./check.ts";
import { expectation, isAsExpected } from "./expectation.ts";

/** What a query that was answered can lack. */
export const queryReasons = defineReasons({
  "dynamodb.query.nothing_found": {
    short: '"{target}" returns nothing',
    found:
      '"{target}" was asked and returned nothing: no item in it is as asked (an index holds only items that have all of its key attributes)',
    doNext:
      "Put the items that the lab sheet asks for, with the attributes that are the index's keys.",
    isAbsence: true,
  },
  "dynamodb.query.filtered": {
    short: "reads {scanned} to return {count}",
    found: '"{target}": ScannedCount is {scanned}, Count is {count}; the rest was read in vain',
    doNext:
      "Give the query an index whose keys are what it asks for, so that nothing must be filtered.",
  },
  "dynamodb.query.other_sort": {
    short: "order is {found}",
    found: '"{target}" answers in the order of {found}',
    doNext:
      "An index's keys can't be changed: make another one with the sort key as asked, wait until it is ACTIVE, then delete the old one.",
  },
  "dynamodb.query.attribute_missing": {
    short: 'index lacks "{missing}"',
    found: '"{target}" answers, but its projection is {projection}: "{missing}" is missing',
    doNext:
      'Give the query an index that also carries "{missing}". A projection can\'t be changed: make another index, wait until it is ACTIVE (about 10 minutes), then delete the old one.',
  },
  "dynamodb.query.attribute_not_in_items": {
    short: 'items lack "{missing}"',
    found: '"{target}" would carry "{missing}", but some of the items that it returns have none',
    doNext: 'Put those items again, with "{missing}".',
    isAbsence: true,
  },
  "dynamodb.query.other_count": {
    short: "returns {found} items",
    found: '"{target}" returns {found} items',
    doNext:
      "Compare the items with the lab sheet: an index returns every item that has its keys, and no other.",
  },
  "dynamodb.query.only_eventual": {
    short: "eventually consistent only",
    found: '"{target}" is a global index; its answers are always eventually consistent',
    doNext:
      "Let the table or a local index answer this query; only they can be read strongly consistently.",
    read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html",
  },
  "dynamodb.query.other_units": {
    short: "costs {found} read units",
    found: '"{target}" took {found} read units for this query',
    doNext: "Carry less along in the index, or ask a more selective key.",
  },
});

export const QueryExpect = z.strictObject({
  sortedBy: z
    .string()
    .min(1)
    .optional()
    .describe("The attribute by which the answer comes ordered: a sort key of the index.")
    .meta({ examples: ["orderId"] }),
  returns: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Attributes that every returned item has, without going back to the table.")
    .meta({ examples: [["customerId", "total"]] }),
  items: expectation(z.int().min(0).max(99))
    .optional()
    .describe("How many items the query returns: at most 99."),
  consistency: z
    .literal("strong")
    .optional()
    .describe(
      "`strong`: the query can be read strongly consistently, so no global index answers it.",
    ),
  readUnits: expectation(z.number().positive())
    .optional()
    .describe("Read units that the query takes; 0.5 is the least, for up to 4 KB."),
});
export type QueryExpect = z.infer<typeof QueryExpect>;

const say: Say<typeof queryReasons> = sayWith();

/** A verdict per line on one query that was answered. */
export function queryLines(
  expect: QueryExpect,
  query: {
    readonly answer: AnsweredQuery;
    readonly target: QueryTarget;
    readonly question: Question;
  },
): Readonly<Record<string, Line>> {
  const { answer, target: found, question } = query;
  const target = found.name;
  const { count, scannedCount: scanned } = answer;
  if (scanned > count) {
    return everyLine(expect, say.notMet("dynamodb.query.filtered", { target, scanned, count }));
  }
  if (count === 0 && !(expect.items !== undefined && isAsExpected(expect.items, 0))) {
    return everyLine(expect, say.notMet("dynamodb.query.nothing_found", { target }));
  }
  const lines: Record<string, Line> = {};
  if (expect.sortedBy !== undefined) {
    const order = orderOf(found, question);
    lines.sortedBy =
      order[0] === expect.sortedBy
        ? say.met()
        : say.notMet("dynamodb.query.other_sort", {
            target,
            found: order[0] ?? "nothing: no sort key",
          });
  }
  if (expect.returns) lines.returns = returnsLine(expect.returns, answer, found);
  if (expect.items !== undefined) {
    lines.items = isAsExpected(expect.items, count)
      ? say.met()
      : say.notMet("dynamodb.query.other_count", { target, found: count });
  }
  if (expect.consistency !== undefined) {
    lines.consistency = answer.isConsistent
      ? say.met()
      : say.notMet("dynamodb.query.only_eventual", { target });
  }
  if (expect.readUnits !== undefined) {
    const units = answer.units ?? 0;
    lines.readUnits = isAsExpected(expect.readUnits, units)
      ? say.met()
      : say.notMet("dynamodb.query.other_units", { target, found: units });
  }
  return Object.keys(lines).length === 0 ? { it: say.met() } : lines;
}

export function metLines(lines: Readonly<Record<string, Line>>): number {
  return Object.values(lines).filter((line) => line.met).length;
}

/** `status open, due from 2026-03-01 to 2026-03-31` */
export function describeQuestion({ equals, between }: Question): string {
  return [
    ...Object.entries(equals).map(([name, value]) => `${name} ${describeKeyValue(value)}`),
    ...Object.entries(between).map(
      ([name, [from, to]]) => `${name} from ${describeKeyValue(from)} to ${describeKeyValue(to)}`,
    ),
  ].join(", ");
}

function returnsLine(
  returns: readonly string[],
  { items }: AnsweredQuery,
  { name: target, projection, carries }: QueryTarget,
): Line {
  const missing = returns.filter((name) => items.some((item) => !Object.hasOwn(item, name)));
  if (missing.length === 0) return say.met();
  const tooNarrow = missing.filter((name) => carries && !carries.has(name));
  return tooNarrow.length > 0
    ? say.notMet("dynamodb.query.attribute_missing", {
        target,
        projection,
        missing: tooNarrow.join(", "),
      })
    : say.notMet("dynamodb.query.attribute_not_in_items", { target, missing: missing.join(", ") });
}
