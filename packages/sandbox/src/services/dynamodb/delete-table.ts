import * as z from "zod";
import type { AwsOperation } from "../../service.ts";
import { addSystemBackup } from "./backup.ts";
import { resourceInUse, validationError } from "./errors.ts";
import { onTable } from "./iam.ts";
import { parseInput } from "./parse-input.ts";
import { regionOf } from "./region.ts";
import { protectedReplica, sourceOfReplicas } from "./replica-rules.ts";
import { isRecentSource, type Member, replicasOf } from "./replication-group.ts";
import { duringTheCall } from "./settling.ts";
import { TableNameOrArn } from "./shapes.ts";
import { indexStatus, tableStatus } from "./table.ts";
import { describeTable } from "./table-description.ts";
import { getTable } from "./table-lookup.ts";

const DeleteTableInput = z.object({ TableName: TableNameOrArn });

export const deleteTable: AwsOperation = {
  iam: onTable,
  async answer(request) {
    const { now, account } = request;
    const { table: settling, replica: replicaSettling } = account.switches.settling;
    const region = regionOf(request);
    const table = getTable(request, parseInput(DeleteTableInput, request.input).TableName);
    const isReplica = replicasOf(table, now).length > 0;
    checkCanBeDeleted({ region, table }, now);
    await removeTable({ region, table }, now, isReplica ? replicaSettling : settling);
    return { TableDescription: describeTable(table, duringTheCall(now)) };
  },
};

/** What has point-in-time recovery leaves a last backup behind. */
export async function removeTable(
  { region, table }: Pick<Member, "region" | "table">,
  now: number,
  settlingMs: number,
): Promise<void> {
  table.change = { kind: "deleted", readyAt: now + settlingMs };
  if (table.recovery !== undefined) await addSystemBackup(region, table, now);
  await region.items.drop(table.id);
}

function checkCanBeDeleted(member: Member, now: number): void {
  const { region, table } = member;
  const status = tableStatus(table, now);
  if (status === "CREATING") throw resourceInUse(`Table is being created: ${table.name}`);
  if (status === "DELETING") throw resourceInUse(`Table is being deleted: ${table.name}`);
  if (table.deletionProtection && replicasOf(table, now).length > 0)
    throw protectedReplica(table.name, region.region);
  if (table.deletionProtection)
    throw validationError(
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    );
  if (isRecentSource(member, now)) throw sourceOfReplicas();
  if (status === "UPDATING") throw resourceInUse(`Table is being updated: ${table.name}`);
  if (table.globalIndexes.some((index) => indexStatus(index, now) !== "ACTIVE"))
    throw resourceInUse(
      `Cannot delete table while indexes are being created, updated, or deleted: ${table.name}`,
    );
}
