import * as z from "zod";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck } from "./check.ts";
import {
  existingTable,
  TableWhere,
  tableFacts,
  tableReasons,
  updatingReasons,
  whileUpdating,
} from "./existing-table.ts";
import { describeExpectation, expectation, isAsExpected } from "./expectation.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...updatingReasons,
  "dynamodb.table_class.other": {
    short: "class {found}",
    found: "TableClass is {found}",
    doNext: "Change the table's class; AWS allows two changes in 30 days.",
  },
});

export const tableClass = defineCheck({
  kind: "dynamodb.table-class",
  summary:
    "The table's class: STANDARD, or STANDARD_INFREQUENT_ACCESS for data that is seldom read.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.TableClasses.html",
  where: TableWhere,
  expect: z.strictObject({
    class: expectation(z.enum(["STANDARD", "STANDARD_INFREQUENT_ACCESS"]))
      .optional()
      .describe("Class of the table; STANDARD."),
  }),
  defaultExpect: { class: "STANDARD" },
  reasons,
  facts: tableFacts,
  expected: (expect) => `table class ${describeExpectation(expect.class ?? "any")}`,
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const updating = whileUpdating(table);
    if (updating) return updating;
    const found = table.tableClass;
    const line = isAsExpected(expect.class ?? "any", found)
      ? say.met()
      : say.notMet("dynamodb.table_class.other", { found });
    return { kind: "judged", lines: { class: line } };
  },
});
