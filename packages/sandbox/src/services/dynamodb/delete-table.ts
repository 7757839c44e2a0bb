import * as z from "zod";
import type { AwsOperation } from "../../service.ts";
import { addSystemBackup } from "./backup.ts";
import { resourceInUse, validationError } from "./errors.ts";
import { onTable } from "./iam.ts";
import { parseInput } from "./parse-input.ts";
import { regionOf } from "./region.ts";
import { duringTheCall } from "./settling.ts";
import { TableNameOrArn } from "./shapes.ts";
import { indexStatus, type Table, tableStatus } from "./table.ts";
import { describeTable } from "./table-description.ts";
import { getTable } from "./table-lookup.ts";

const DeleteTableInput = z.object({ TableName: TableNameOrArn });

export const deleteTable: AwsOperation = {
  iam: onTable,
  async answer(request) {
    const { now, account } = request;
    const region = regionOf(request);
    const table = getTable(request, parseInput(DeleteTableInput, request.input).TableName);
    checkCanBeDeleted(table, now);
    table.change = { kind: "deleted", readyAt: now + account.switches.settling.table };
    if (table.recovery !== undefined) await addSystemBackup(region, table, now);
    await region.items.drop(table.id);
    return { TableDescription: describeTable(table, duringTheCall(now)) };
  },
};

function checkCanBeDeleted(table: Table, now: number): void {
  const status = tableStatus(table, now);
  if (status === "CREATING") throw resourceInUse(`Table is being created: ${table.name}`);
  if (status === "DELETING") throw resourceInUse(`Table is being deleted: ${table.name}`);
  if (table.deletionProtection)
    throw validationError(
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    );
  if (status === "UPDATING") throw resourceInUse(`Table is being updated: ${table.name}`);
  if (table.globalIndexes.some((index) => indexStatus(index, now) !== "ACTIVE"))
    throw resourceInUse(
      `Cannot delete table while indexes are being created, updated, or deleted: ${table.name}`,
    );
}
