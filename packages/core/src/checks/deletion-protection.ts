import * as z from "zod";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableReasons } from "./existing-table.ts";

const reasons = defineReasons({
  ...tableReasons,
  "dynamodb.deletion_protection.off": {
    short: "can be deleted by one command",
    found: "DeletionProtectionEnabled is false",
    doNext: "Turn on deletion protection for the table.",
  },
});

export const deletionProtection = defineCheck({
  kind: "dynamodb.deletion-protection",
  summary: "The table can't be deleted before its protection is taken off.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html",
  where: TableWhere,
  expect: z.strictObject({}),
  defaultExpect: {},
  reasons,
  facts: tableFacts,
  expected: () => "deletion protection on",
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const line = table.isDeletionProtected
      ? say.met()
      : say.notMet("dynamodb.deletion_protection.off");
    return { kind: "judged", lines: { protected: line } };
  },
});
