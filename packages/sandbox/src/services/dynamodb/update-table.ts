import type { AwsOperation, AwsRequest } from "../../service.ts";
import { changeCapacity, checkCapacityChange } from "./capacity-change.ts";
import { warmThroughput } from "./capacity-rules.ts";
import { changedEncryption } from "./encryption.ts";
import { onTable } from "./iam.ts";
import { changeIndexes, checkIndexChanges } from "./index-changes.ts";
import { parseInput } from "./parse-input.ts";
import { regionOf } from "./region.ts";
import { duringTheCall } from "./settling.ts";
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
    const table = getChangeableTable(request, input.TableName, {
      // The check above has let it through, so it is the only change.
      whileUpdating: input.DeletionProtectionEnabled !== undefined,
    });
    checkCapacityChange(table, input, request.now);
    checkIndexChanges(table, input, request.now);
    if (input.StreamSpecification !== undefined)
      table.stream = changedStream(table, input.StreamSpecification, request.now);
    changeCapacity(table, input, request.now);
    changeIndexes(table, input, request);
    changeSettings(table, input, request);
    if (takesTime(input)) updating(table, request);
    await regionOf(request).items.define(storeDefinition(table));
    return { TableDescription: describeTable(table, duringTheCall(request.now)) };
  },
};

function changeSettings(table: Table, input: UpdateTableInput, request: AwsRequest): void {
  if (input.SSESpecification !== undefined)
    table.encryption = changedEncryption(request, table, input.SSESpecification);
  if (input.TableClass !== undefined) changeTableClass(table, input.TableClass);
  if (input.DeletionProtectionEnabled !== undefined)
    table.deletionProtection = input.DeletionProtectionEnabled;
  if (input.WarmThroughput !== undefined)
    table.warm = warmThroughput(
      table.warm,
      input.WarmThroughput,
      "table is lower than current WarmThroughput, decreasing WarmThroughput is not supported",
    );
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
