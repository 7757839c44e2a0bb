import * as z from "zod";
import { describeItemKey, ItemKey } from "../facts/attribute-value.ts";
import { itemTypes } from "../facts/item.ts";
import { restoreEvents } from "../facts/restore-events.ts";
import { restoreJobs } from "../facts/restore-jobs.ts";
import { table } from "../facts/table.ts";
import { TableName } from "../facts/table-params.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, ifApplicable, type Line, type Verdict } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableReasons } from "./existing-table.ts";
import { judgedRestore, restoreReasons } from "./restore-proof.ts";
import { unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...unknownValueReasons,
  ...restoreReasons,
  "dynamodb.restore.item_missing": {
    short: "the item is not there",
    found: 'no item has the key "{key}"',
    doNext: "Restore from a backup, or to a moment, that still had the item.",
  },
  "dynamodb.restore.item_of_other_keys": {
    short: "keys don't fit the item",
    found: 'the table has the key {keys}, so no item can have "{key}"',
    doNext: "Restore the table that the item was in; a restore keeps the keys of its source.",
  },
  "dynamodb.restore.item_too_new": {
    short: "an item that came later",
    found: 'the item with the key "{key}" is there, and was put after the backup',
    doNext: "Restore from the backup, or to the moment, that is asked for, and put nothing in.",
  },
  "dynamodb.restore.items_not_known_yet": {
    short: "AWS has not settled yet",
    found: "AWS describes the table, but doesn't know its items yet",
    doNext: "Wait. We look again by ourselves.",
  },
});

export const restoredItem = defineCheck({
  kind: "dynamodb.restored-item",
  summary: "A table was restored from another one, and an item is in it.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/Restore.Tutorial.html",
  where: TableWhere.extend({
    table: TableName.describe("Name of the table that was restored; the lab's `table` by default."),
  }),
  expect: z.strictObject({
    from: TableName.optional().describe(
      "Name of the table that it was restored from; without it, any table.",
    ),
    key: ItemKey.optional().describe(
      'Key of an item that must be there, as `{customerId: canary, orderId: "0001"}`; a text is S, a number N.',
    ),
    without: ItemKey.optional().describe(
      "Key of an item that was put after the backup and must not be there.",
    ),
  }),
  example: { where: { table: "lab-orders-restored" }, expect: { from: "lab-orders" } },
  defaultExpect: {},
  reasons,
  facts: (where, { from, key, without }) => {
    const { region } = where;
    const source = from ?? where.table;
    const restored = { region, table: where.table };
    return {
      events: restoreEvents({ region }),
      jobs: restoreJobs({ region, table: source }),
      source: table({ region, table: source }),
      ...tableFacts(where),
      // No item has an empty key: nothing is asked where the author names none.
      item: ifApplicable(itemTypes({ ...restored, key: key ?? {} })),
      laterItem: ifApplicable(itemTypes({ ...restored, key: without ?? {} })),
    };
  },
  // One restore among many is enough.
  existential: ["events", "jobs"],
  expected: ({ from, key, without }, where) =>
    [
      `${where.table} restored from ${from ?? "another table"}`,
      key && `with the item ${describeItemKey(key)}`,
      without && `without the item ${describeItemKey(without)}`,
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, context, say }): Verdict => {
    const { table: target, verdict } = existingTable(facts, where, expect);
    if (!target) return verdict;
    const { source, events, jobs } = facts;
    const { observedAt } = context;
    const restore = judgedRestore({ target, from: expect.from, source, events, jobs, observedAt });
    if (restore.verdict) return restore.verdict;
    if (facts.item?.isTableFound === false || facts.laterItem?.isTableFound === false) {
      return say.unknown("target", "dynamodb.restore.items_not_known_yet");
    }
    const lines: Record<string, Line> = { from: restore.line };
    if (expect.key) {
      const key = describeItemKey(expect.key);
      const keys = Object.keys({ ...target.keys.partition, ...target.keys.sort }).join(", ");
      if (!facts.item) {
        lines.key = say.notMet("dynamodb.restore.item_of_other_keys", { key, keys });
      } else {
        lines.key = facts.item.item
          ? say.met()
          : say.notMet("dynamodb.restore.item_missing", { key });
      }
    }
    if (expect.without) {
      lines.without = facts.laterItem?.item
        ? say.notMet("dynamodb.restore.item_too_new", { key: describeItemKey(expect.without) })
        : say.met();
    }
    const by = restore.line.met && expect.key ? [restore.by, "item"] : [restore.by];
    return { kind: "judged", lines, by };
  },
});
