import * as z from "zod";
import { AttributeName, describeItemKey, ItemKey, KeyValue } from "../facts/attribute-value.ts";
import { item as itemFact } from "../facts/item.ts";
import { isKeyOfTable } from "../facts/item-table.ts";
import { writeProbe } from "../facts/write-probe.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, everyLine, ifApplicable, type Line } from "./check.ts";
import { TableWhere, tableFacts, tableOf } from "./existing-table.ts";
import { describeExpectation, type Expectation, expectation, isAsExpected } from "./expectation.ts";
import { describeKey } from "./key-schema.ts";
import { itemsNotSettled, itemsReasons, readableItems } from "./readable-items.ts";
import { unknownValue } from "./unknown-value.ts";

const reasons = defineReasons({
  ...itemsReasons,
  "dynamodb.consistency.strong_units": {
    short: "a fresh read costs {found} units",
    found: "one strongly consistent read took {found} read units",
    doNext:
      "A strongly consistent read costs one unit for each 4 KB that are begun: keep the item as small as asked.",
  },
  "dynamodb.consistency.eventual_units": {
    short: "a read costs {found} units",
    found: "one eventually consistent read took {found} read units",
    doNext:
      "An eventually consistent read costs half a unit for each 4 KB that are begun: keep the item as small as asked.",
  },
  "dynamodb.consistency.write_units": {
    short: "a write costs {found} units",
    found: "writing one small item took {found} write units, with its entries in {indexes}",
    doNext:
      "Every index that takes the item in costs a write unit more: delete the indexes that no query needs.",
  },
  "dynamodb.consistency.no_index": {
    short: "no index takes it in",
    found: "no global index is there that would take in what is written to the table",
    doNext: "Add a global index, and wait until it is ACTIVE.",
  },
  "dynamodb.consistency.index_late": {
    short: "an index is late",
    found: '"{index}" took our item in, and did not show it for 8 seconds',
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.consistency.item_missing": {
    short: "no such item",
    found: "no item has the key {key}",
    doNext: "Put the item with exactly this key.",
    isAbsence: true,
  },
  "dynamodb.consistency.other_key": {
    short: "the table has another key",
    found: "the table's key is {found}; the item is asked for by {wanted}",
    doNext:
      "Make the table again with the key as asked (keys can't be changed), then put the item.",
  },
  "dynamodb.consistency.no_reserved_value": {
    short: "the lab needs a correction",
    found: "the table's key is {found}; the lab reserves no value of its type for the grader",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
  "dynamodb.consistency.not_read_back": {
    short: "our item went away",
    found: "an item of ours was written, and a strongly consistent read did not find it",
    doNext:
      "Stop what deletes items of the table, a stream's function for instance. We look again by ourselves.",
  },
});

const Where = TableWhere.extend({
  key: ItemKey.optional().describe(
    "Key of the item that is read; without it an item of the grader's own is written, read and deleted.",
  ),
  reserved: z
    .record(AttributeName, KeyValue)
    .optional()
    .describe(
      "Values that stand for the grader in keys that are no text: `{ orderNumber: -1 }`. No item of the lab may have them.",
    ),
});
type Where = z.infer<typeof Where>;

const ReadUnits = expectation(z.number().positive());
const Expect = z.strictObject({
  strongUnits: ReadUnits.optional().describe(
    "Read units of one strongly consistent read: 1 for up to 4 KB.",
  ),
  eventualUnits: ReadUnits.optional().describe(
    "Read units of one eventually consistent read: 0.5 for up to 4 KB.",
  ),
  writeUnits: expectation(z.number().positive())
    .optional()
    .describe(
      "Write units of one small item of the grader's own, its index entries included: 1, and 1 for each index.",
    ),
  indexesShow: z
    .literal(true)
    .optional()
    .describe(
      "`true`: the global indexes show an item of the grader's own within 8 seconds of its write.",
    ),
});
type Expect = z.infer<typeof Expect>;

export const consistency = defineCheck({
  kind: "dynamodb.consistency",
  summary: "What a strongly and an eventually consistent read cost, and what a write costs.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html",
  where: Where,
  expect: Expect,
  defaultExpect: { strongUnits: 1, eventualUnits: 0.5 },
  reasons,
  facts: (where, expect) => {
    const { key, reserved = {} } = where;
    const read = { ...tableOf(where), attributes: [] };
    return {
      ...(key && {
        strong: ifApplicable(itemFact({ ...read, key, isConsistent: true })),
        eventual: ifApplicable(itemFact({ ...read, key, isConsistent: false })),
      }),
      ...(needsProbe(where, expect) && {
        probe: ifApplicable(writeProbe({ ...tableOf(where), reserved })),
      }),
      ...tableFacts(where),
    };
  },
  expected: ({ strongUnits, eventualUnits, writeUnits, indexesShow }) =>
    [
      strongUnits !== undefined &&
        `strongly consistent for ${describeExpectation(strongUnits, "read units")}`,
      eventualUnits !== undefined &&
        `eventually consistent for ${describeExpectation(eventualUnits, "read units")}`,
      writeUnits !== undefined && `a write for ${describeExpectation(writeUnits, "write units")}`,
      indexesShow && "global indexes that show what is written",
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = readableItems(facts, where, expect);
    if (!table) return verdict;
    const { key } = where;
    if (key && !isKeyOfTable(key, table)) {
      const found = describeKey({ ...table.keys.partition, ...table.keys.sort });
      const wanted = describeItemKey(key);
      const otherKey = say.notMet("dynamodb.consistency.other_key", { found, wanted });
      return { kind: "judged", lines: everyLine(expect, otherKey), by: ["table"] };
    }
    const { probe } = facts;
    if (needsProbe(where, expect)) {
      if (!probe) {
        const found = describeKey({ ...table.keys.partition, ...table.keys.sort });
        return {
          ...say.unknown("rubric", "dynamodb.consistency.no_reserved_value", { found }),
          by: ["table"],
        };
      }
      if (!probe.isWritten) return itemsNotSettled("probe");
      if (!probe.strong.isFound) return say.unknown("target", "dynamodb.consistency.not_read_back");
    }
    const written = probe?.isWritten ? probe : undefined;
    let strong = written?.strong.units;
    let eventual = written?.eventual.units;
    if (key) {
      if (!facts.strong?.isTableFound || !facts.eventual?.isTableFound) {
        return itemsNotSettled("strong");
      }
      if (!facts.strong.item) {
        const missing = say.notMet("dynamodb.consistency.item_missing", {
          key: describeItemKey(key),
        });
        return { kind: "judged", lines: everyLine(expect, missing) };
      }
      strong = facts.strong.units;
      eventual = facts.eventual.units;
    }
    const told = { strongUnits: strong, eventualUnits: eventual, writeUnits: written?.writeUnits };
    const indexes = Object.keys(written?.indexUnits ?? {}).join(", ") || "no index";
    const lines: Record<string, Line> = {};
    for (const name of lineNames) {
      const expected: Expectation<number> | undefined = expect[name];
      if (expected === undefined) continue;
      const found = told[name];
      if (found === undefined) return unknownValue("ConsumedCapacity", "not there", "table");
      lines[name] = isAsExpected(expected, found)
        ? say.met()
        : say.notMet(reasonOf[name], { found, indexes });
    }
    if (expect.indexesShow && written) {
      const late = Object.keys(written.shownBy).find((index) => !written.shownBy[index]);
      if (late !== undefined) {
        return {
          ...say.unknown("target", "dynamodb.consistency.index_late", { index: late }),
          by: ["probe"],
        };
      }
      lines.indexesShow =
        Object.keys(written.shownBy).length > 0
          ? say.met()
          : say.notMet("dynamodb.consistency.no_index");
    }
    return { kind: "judged", lines };
  },
});

const lineNames = ["strongUnits", "eventualUnits", "writeUnits"] as const;
const reasonOf = {
  strongUnits: "dynamodb.consistency.strong_units",
  eventualUnits: "dynamodb.consistency.eventual_units",
  writeUnits: "dynamodb.consistency.write_units",
} as const;

function needsProbe({ key }: Where, { writeUnits, indexesShow }: Expect): boolean {
  return key === undefined || writeUnits !== undefined || indexesShow === true;
}
