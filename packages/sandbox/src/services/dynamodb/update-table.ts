import type { AwsOperation, AwsRequest } from "../../service.ts";
import { notInSandbox } from "../not-in-sandbox.ts";
import { changeCapacity, checkCapacityChange } from "./capacity-change.ts";
import { warmThroughput } from "./capacity-rules.ts";
import { changedEncryption } from "./encryption.ts";
import { invalidParameter } from "./errors.ts";
import { onTable } from "./iam.ts";
import { changeIndexes, checkIndexChanges } from "./index-changes.ts";
import { parseInput } from "./parse-input.ts";
import { regionOf } from "./region.ts";
import { changeReplicas } from "./replica-changes.ts";
import { checkReplicasAreSettled, groupOf, type Member, replicasOf } from "./replication-group.ts";
import { duringTheCall } from "./settling.ts";
import type { SseSpecification, StreamSpecification } from "./shapes.ts";
import { storeDefinition } from "./store-definition.ts";
import { changedStream } from "./streams.ts";
import type { Table } from "./table.ts";
import { checkTableClass } from "./table-class.ts";
import { describeTable } from "./table-description.ts";
import { getChangeableTable } from "./table-lookup.ts";
import { checkChangesGoTogether, UpdateTableInput } from "./update-rules.ts";

export const updateTable: AwsOperation = {
  iam: onTable,
  async answer(request) {
    const input = parseInput(UpdateTableInput, request.input);
    checkChangesGoTogether(input);
    const { TableName, ReplicaUpdates } = input;
    const table =
      ReplicaUpdates === undefined
        ? await changeTable(request, input)
        : await changeReplicas(request, TableName, ReplicaUpdates);
    return { TableDescription: describeTable(table, duringTheCall(request.now)) };
  },
};

async function changeTable(request: AwsRequest, input: UpdateTableInput): Promise<Table> {
  const { now } = request;
  const table = getChangeableTable(request, input.TableName, {
    // The check above has let it through, so it is the only change.
    whileUpdating: input.DeletionProtectionEnabled !== undefined,
  });
  checkCapacityChange(table, input, now);
  checkIndexChanges(table, input, now);
  if (input.StreamSpecification !== undefined) {
    checkStreamIsFree(table, input.StreamSpecification, now);
    table.stream = changedStream(table, input.StreamSpecification, now);
  }
  checkReplicasAreSettled(table, now);
  const group = groupOf(regionOf(request), table, now);
  if (input.SSESpecification !== undefined)
    changeEncryption(request, group, input.SSESpecification);
  if (input.DeletionProtectionEnabled !== undefined)
    table.deletionProtection = input.DeletionProtectionEnabled;
  for (const member of group) {
    changeInEveryRegion(member.table, input, request);
    if (takesTime(input) || group.length > 1) updating(member.table, request);
    await member.region.items.define(storeDefinition(member.table));
  }
  return table;
}

/** Keys of a global table are each region's own, their kind is the group's. */
function changeEncryption(
  request: AwsRequest,
  group: readonly Member[],
  specification: SseSpecification,
): void {
  if (group.length > 1 && specification.KMSMasterKeyId !== undefined)
    throw notInSandbox("a change of one key of a global table");
  for (const { region, table } of group)
    table.encryption = changedEncryption(
      { ...request, region: region.region },
      table,
      specification,
    );
}

function changeInEveryRegion(table: Table, input: UpdateTableInput, request: AwsRequest): void {
  changeCapacity(table, input, request.now);
  changeIndexes(table, input, request);
  if (input.TableClass !== undefined) changeTableClass(table, input.TableClass);
  if (input.WarmThroughput !== undefined)
    table.warm = warmThroughput(
      table.warm,
      input.WarmThroughput,
      "table is lower than current WarmThroughput, decreasing WarmThroughput is not supported",
    );
}

/** Replication reads the stream, so it stays as it is. */
function checkStreamIsFree(
  table: Table,
  { StreamEnabled }: StreamSpecification,
  now: number,
): void {
  if (!StreamEnabled && replicasOf(table, now).length > 0)
    throw invalidParameter("Disabling Stream is not allowed for a Global Table replica.");
}

/** STANDARD on a table whose class nobody ever set leaves it unset. */
function changeTableClass(table: Table, asked: string): void {
  const tableClass = checkTableClass(asked);
  if (tableClass === "STANDARD" && table.tableClass === undefined) return;
  table.tableClass = tableClass;
}

/** The other changes are made under ACTIVE: deletion protection, ceilings, encryption, warm throughput. */
function takesTime(input: UpdateTableInput): boolean {
  return (
    input.BillingMode !== undefined ||
    input.ProvisionedThroughput !== undefined ||
    input.StreamSpecification !== undefined ||
    input.TableClass !== undefined ||
    (input.GlobalSecondaryIndexUpdates ?? []).some((update) => update.Update === undefined)
  );
}

function updating(table: Table, { now, account }: AwsRequest): void {
  table.change = { kind: "updated", readyAt: now + account.switches.settling.table };
}
