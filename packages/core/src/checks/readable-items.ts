import type { TableDescription, TableReading } from "../facts/table.ts";
import { defineReasons } from "../reasons/reason.ts";
import { everyLine, type Verdict } from "./check.ts";
import { existingTable, type TableWhere, tableReasons } from "./existing-table.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

/** The reasons of every check that reads items. */
export const itemsReasons = defineReasons({
  ...tableReasons,
  ...unknownValueReasons,
  "dynamodb.items.not_readable": {
    short: "no item can be read",
    found: "TableStatus is {status}, so no item of the table can be read",
    doNext: "Bring the table back to ACTIVE: AWS's page on this status says how.",
    read: "docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html",
  },
  "dynamodb.items.not_settled": {
    short: "AWS has not settled yet",
    found: "AWS describes the table, but does not know its items yet",
    doNext: "Wait. We look again by ourselves.",
  },
});

/** A table whose items were asked for, or the verdict where they could not be. */
export function readableItems(
  facts: { readonly table: TableReading; readonly names: readonly string[] | undefined },
  where: TableWhere,
  lines: object,
):
  | { readonly table: TableDescription; readonly verdict?: never }
  | { readonly table?: never; readonly verdict: Verdict } {
  const { table, verdict } = existingTable(facts, where, lines);
  if (!table) return { verdict };
  const { status } = table;
  if (status === "ACTIVE" || status === "UPDATING") return { table };
  if (!notReadable.has(status)) return { verdict: unknownValue("TableStatus", status) };
  return {
    verdict: {
      kind: "judged",
      by: ["table"],
      lines: everyLine(lines, {
        met: false,
        reason: "dynamodb.items.not_readable" satisfies keyof typeof itemsReasons,
        params: { status },
      }),
    },
  };
}

const notReadable = new Set(["INACCESSIBLE_ENCRYPTION_CREDENTIALS", "ARCHIVING", "ARCHIVED"]);

/** AWS is not finished with a table that it describes already. */
export function itemsNotSettled(by: string): Verdict {
  return {
    kind: "unknown",
    fault: "target",
    reason: "dynamodb.items.not_settled" satisfies keyof typeof itemsReasons,
    params: {},
    by: [by],
  };
}
