import * as z from "zod";
import { AttributeName } from "../facts/attribute-value.ts";
import { itemCount } from "../facts/item-count.ts";
import { sampleItems } from "../facts/sample-items.ts";
import { defineReasons } from "../reasons/reason.ts";
import { AttributeType } from "./attribute-expectation.ts";
import { defineCheck, everyLine, ifApplicable, type Line, type Say } from "./check.ts";
import { TableWhere, tableFacts, tableOf } from "./existing-table.ts";
import { describeExpectation, expectation, isAsExpected } from "./expectation.ts";
import { itemsNotSettled, itemsReasons, readableItems } from "./readable-items.ts";

const reasons = defineReasons({
  ...itemsReasons,
  "dynamodb.items.too_few": {
    short: "{found} items",
    found: "{found} items, counted one by one (the table's ItemCount is hours old)",
    doNext: "Put the items that the lab sheet asks for.",
    isAbsence: true,
  },
  "dynamodb.items.too_many": {
    short: "{found} items or more",
    found: "{found} items or more, counted one by one",
    doNext: "Delete the items that don't belong there.",
  },
  "dynamodb.items.none": {
    short: "no items",
    found: "the table is empty",
    doNext: "Put the items that the lab sheet asks for.",
    isAbsence: true,
  },
  "dynamodb.items.attribute_missing": {
    short: '{lacking} of {of} lack "{attribute}"',
    found: '{lacking} of {of} items that were looked at have no "{attribute}"',
    doNext: 'Put those items again, with "{attribute}".',
  },
  "dynamodb.items.attribute_type": {
    short: '"{attribute}" is {found}',
    found: '"{attribute}" is stored as {found} in {differing} of {of} items that were looked at',
    doNext:
      "Put those items again with the type as asked: over the wire a number is marked N, a text S.",
    read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html",
  },
});

const mostCounted = 1000;
const sampled = 20;
const Expect = z.strictObject({
  count: expectation(
    z
      .int()
      .min(0)
      .max(mostCounted - 1),
  )
    .optional()
    .describe("How many items the table holds, counted by reading them: at most 999."),
  shape: z
    .record(AttributeName, AttributeType)
    .optional()
    .describe("Attributes that every item has, with their types: `{ total: N, tags: SS }`."),
});
type Expect = z.infer<typeof Expect>;
type Types = Readonly<Record<string, string>>;

export const items = defineCheck({
  kind: "dynamodb.items",
  summary: "The table holds so many items, and they have these attributes of these types.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html",
  where: TableWhere,
  expect: Expect,
  defaultExpect: { count: { atLeast: 1 } },
  example: { expect: { count: { atLeast: 10 }, shape: { total: "N" } } },
  reasons,
  facts: (where, { count, shape }) => ({
    ...tableFacts(where),
    ...(count !== undefined && {
      count: ifApplicable(itemCount({ ...tableOf(where), enough: enoughFor(count) })),
    }),
    ...(shape && { sample: ifApplicable(sampleItems({ ...tableOf(where), limit: sampled })) }),
  }),
  // Enough items among some pages are enough.
  existential: ["count"],
  expected: ({ count, shape }) =>
    [
      count !== undefined && describeExpectation(count, "items"),
      shape &&
        `every item with ${Object.entries(shape)
          .map(([name, type]) => `${name} (${type})`)
          .join(", ")}`,
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, say }) => {
    const names = Object.fromEntries(lineNames(expect).map((name) => [name, true]));
    const { table, verdict } = readableItems(facts, where, names);
    if (!table) return verdict;
    const lines: Record<string, Line> = {};
    const by: string[] = [];
    if (expect.count !== undefined) {
      const found = facts.count?.count;
      if (found === undefined) return itemsNotSettled("count");
      lines.count = countLine(expect.count, found, say);
      by.push("count");
    }
    if (expect.shape) {
      const types = facts.sample?.types;
      if (!types) return itemsNotSettled("sample");
      const found =
        types.length === 0
          ? everyLine(expect.shape, say.notMet("dynamodb.items.none"))
          : Object.fromEntries(
              Object.entries(expect.shape).map(([attribute, type]) => [
                attribute,
                shapeLine(attribute, type, types, say),
              ]),
            );
      for (const [attribute, line] of Object.entries(found)) lines[`shape.${attribute}`] = line;
      by.push("sample");
    }
    return { kind: "judged", lines, by };
  },
});

function lineNames({ count, shape = {} }: Expect): readonly string[] {
  return [
    ...(count === undefined ? [] : ["count"]),
    ...Object.keys(shape).map((one) => `shape.${one}`),
  ];
}

/** One more than an upper bound tells that it is passed. */
function enoughFor(count: NonNullable<Expect["count"]>): number {
  if (count === "any") return 1;
  if (typeof count === "number") return count + 1;
  if ("atMost" in count) return Math.min(Math.max(0, Math.floor(count.atMost)) + 1, mostCounted);
  if ("atLeast" in count) return Math.min(Math.max(1, Math.ceil(count.atLeast)), mostCounted);
  return Math.max(...count.oneOf) + 1;
}

function countLine(
  expected: NonNullable<Expect["count"]>,
  found: number,
  say: Say<typeof reasons>,
): Line {
  if (isAsExpected(expected, found)) return say.met();
  if (found === 0) return say.notMet("dynamodb.items.none");
  const isTooMany = found >= enoughFor(expected);
  return isTooMany
    ? say.notMet("dynamodb.items.too_many", { found })
    : say.notMet("dynamodb.items.too_few", { found });
}

function shapeLine(
  attribute: string,
  type: AttributeType,
  sample: readonly Types[],
  say: Say<typeof reasons>,
): Line {
  const found = sample.map((item) =>
    Object.hasOwn(item, attribute) ? item[attribute] : undefined,
  );
  const lacking = found.filter((one) => one === undefined).length;
  if (lacking > 0) {
    return say.notMet("dynamodb.items.attribute_missing", {
      attribute,
      lacking,
      of: sample.length,
    });
  }
  const others = found.flatMap((one) => (one === undefined || one === type ? [] : [one]));
  if (others.length === 0) return say.met();
  return say.notMet("dynamodb.items.attribute_type", {
    attribute,
    found: [...new Set(others)].join(", "),
    differing: others.length,
    of: sample.length,
  });
}
