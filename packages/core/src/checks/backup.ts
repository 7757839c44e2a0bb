import * as z from "zod";
import { backups } from "../facts/backups.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...unknownValueReasons,
  "dynamodb.backup.none": {
    short: "no backup",
    found: "no backup under this name",
    doNext: "Make an on-demand backup of the table.",
  },
  "dynamodb.backup.of_an_earlier_table": {
    short: "backup of an earlier table",
    found:
      '"{backup}" is a backup of an earlier table of this name (another TableId), deleted since',
    doNext: "Make an on-demand backup of the table that is there now.",
  },
  "dynamodb.backup.creating": {
    short: "the backup is being made",
    found: '"{backup}" is CREATING',
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.backup.no_table_id": {
    short: "the table has no TableId",
    found: "AWS's answer has no TableId, so no backup can be matched",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
});

export const backup = defineCheck({
  kind: "dynamodb.backup",
  summary: "There is an AVAILABLE backup of this very table, not of an earlier one of its name.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/backuprestore_HowItWorks.html",
  where: TableWhere,
  expect: z.strictObject({}),
  defaultExpect: {},
  reasons,
  facts: (where) => ({ backups: backups(tableOf(where)), ...tableFacts(where) }),
  // One backup among many is enough, so a list without its last pages can show it.
  existential: ["backups"],
  expected: (_expect, { table }) => `an AVAILABLE backup of ${table}`,
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const { tableId } = table;
    if (tableId === undefined) return say.unknown("rubric", "dynamodb.backup.no_table_id");
    const own = facts.backups.filter((one) => one.tableId === tableId);
    if (own.some((one) => one.status === "AVAILABLE")) {
      return { kind: "judged", lines: { exists: say.met() } };
    }
    const creating = own.find((one) => one.status === "CREATING");
    if (creating) {
      return say.unknown("target", "dynamodb.backup.creating", { backup: creating.name });
    }
    const strange = own.find((one) => one.status !== "DELETED");
    if (strange) return unknownValue("BackupStatus", strange.status, "backups");
    const earlier = facts.backups.find(
      (one) => one.tableId !== tableId && one.status === "AVAILABLE" && one.type !== "SYSTEM",
    );
    const line = earlier
      ? say.notMet("dynamodb.backup.of_an_earlier_table", { backup: earlier.name })
      : say.notMet("dynamodb.backup.none");
    return { kind: "judged", lines: { exists: line } };
  },
});
