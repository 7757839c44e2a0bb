import { randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import type { Backup } from "./backup.ts";
import { getBackup } from "./backups.ts";
import { restorableWindow } from "./continuous-backups.ts";
import { invalidRequest } from "./errors.ts";
import { arnOf, on } from "./iam.ts";
import { parseInput } from "./parse-input.ts";
import { findTable, regionOf } from "./region.ts";
import { overriddenCapacity, overriddenEncryption, RestoreOverrides } from "./restore-overrides.ts";
import { isPending } from "./settling.ts";
import { NewTableName, TableNameOrArn } from "./shapes.ts";
import { storeDefinition } from "./store-definition.ts";
import { type RestoreOrigin, type Table, tableStatus } from "./table.ts";
import { describeTable } from "./table-description.ts";
import { getBackedUpTable, tableArn } from "./table-lookup.ts";

const FromBackupInput = RestoreOverrides.extend({
  TargetTableName: NewTableName,
  BackupArn: z.string().min(37).max(1024),
});
const ToPointInTimeInput = RestoreOverrides.extend({
  TargetTableName: NewTableName,
  SourceTableArn: z.string().optional(),
  SourceTableName: TableNameOrArn.optional(),
  UseLatestRestorableTime: z.boolean().optional(),
  RestoreDateTime: z.number().optional(),
});

export const restoreTableFromBackup: AwsOperation = {
  iam: (request) => on(request, [String(request.input.BackupArn), targetArn(request)]),
  async answer(request) {
    const input = parseInput(FromBackupInput, request.input);
    const backup = getBackup(request, input.BackupArn);
    if (isPending(backup, request.now) || isBeingRestored(request, backup.arn))
      throw new AwsError("BackupInUseException", `Backup is being used: ${backup.arn}`);
    return describeRestored(request, await restoreBackup(request, backup, input));
  },
};

export const restoreTableToPointInTime: AwsOperation = {
  iam: (request) => {
    const { SourceTableArn, SourceTableName } = request.input;
    return on(request, [
      arnOf(request, String(SourceTableArn ?? SourceTableName)),
      targetArn(request),
    ]);
  },
  async answer(request) {
    const input = parseInput(ToPointInTimeInput, request.input);
    const source = getBackedUpTable(request, sourceOf(input));
    const time = restoreTime(request, source, input);
    checkTarget(request, input.TargetTableName);
    const items = regionOf(request).items.itemsAt(source.id, time);
    const origin = { sourceTableArn: source.arn, at: time };
    const table = await restore(request, { source, items, origin, input });
    return describeRestored(request, table);
  },
};

/** Makes the table of a backup, whoever asks for it. @throws AwsError if the name is taken */
export function restoreBackup(
  request: AwsRequest,
  backup: Backup,
  input: Restore["input"],
): Promise<Table> {
  checkTarget(request, input.TargetTableName);
  const origin = {
    sourceTableArn: backup.table.arn,
    sourceBackupArn: backup.arn,
    at: backup.createdAt,
  };
  return restore(request, { source: backup.table, items: backup.items, origin, input });
}

interface Restore {
  readonly source: Table;
  readonly items: readonly JsonObject[];
  readonly origin: RestoreOrigin;
  readonly input: RestoreOverrides & { readonly TargetTableName: string };
}

async function restore(request: AwsRequest, options: Restore): Promise<Table> {
  const region = regionOf(request);
  const table = restoredTable(request, options);
  region.tables.set(table.name, table);
  await region.items.define(storeDefinition(table));
  await region.items.load(table.id, options.items);
  return table;
}

function describeRestored(request: AwsRequest, table: Table): JsonObject {
  return {
    TableDescription: describeTable(table, Math.min(request.now, table.change.readyAt - 1)),
  };
}

/** Streams, time to live, recovery, tags, protection, policies and class do not come back. */
function restoredTable(request: AwsRequest, { source, origin, input }: Restore): Table {
  const { now, account } = request;
  const name = input.TargetTableName;
  return {
    name,
    arn: tableArn(regionOf(request), name),
    id: randomUUID(),
    createdAt: now,
    change: { kind: "restored", readyAt: now + account.switches.settling.restore },
    keySchema: source.keySchema,
    ...overriddenCapacity(source, input, now),
    deletionProtection: false,
    encryption: overriddenEncryption(request, source, input),
    tags: new Map(),
    policies: new Map(),
    origin,
    counted: { items: 0, bytes: 0, at: now },
  };
}

function restoreTime(
  request: AwsRequest,
  source: Table,
  input: z.infer<typeof ToPointInTimeInput>,
): number {
  const useLatest = input.UseLatestRestorableTime === true;
  if (useLatest === (input.RestoreDateTime !== undefined))
    throw invalidRequest(
      "Either one of RestoreDateTime or UseLatestRestorableTime must be specified, but not both",
    );
  if (source.recovery === undefined)
    throw new AwsError(
      "PointInTimeRecoveryUnavailableException",
      `Point in time recovery is not enabled for table '${source.name}'`,
    );
  const { earliest, latest } = restorableWindow(source.recovery, request.now);
  if (input.RestoreDateTime === undefined) return latest;
  const time = input.RestoreDateTime * 1000;
  if (time >= earliest && time <= Math.max(latest, earliest)) return time;
  throw new AwsError(
    "InvalidRestoreTimeException",
    `Invalid restore time: must be between ${new Date(earliest).toISOString()} and ${new Date(latest).toISOString()}`,
  );
}

function sourceOf(input: z.infer<typeof ToPointInTimeInput>): string {
  const given = [input.SourceTableArn, input.SourceTableName].filter((one) => one !== undefined);
  const [source] = given;
  if (source === undefined || given.length !== 1)
    throw invalidRequest("Must provide exactly one of: sourceTableArn, sourceTableName");
  return source;
}

function checkTarget(request: AwsRequest, name: string): void {
  const existing = findTable(regionOf(request), name, request.now);
  if (existing === undefined) return;
  if (existing.change.kind === "restored" && tableStatus(existing, request.now) === "CREATING")
    throw new AwsError("TableInUseException", `Table is already being restored: ${name}`);
  throw new AwsError("TableAlreadyExistsException", `Table already exists: ${name}`);
}

/** A backup feeds one restore at a time. */
function isBeingRestored(request: AwsRequest, backupArn: string): boolean {
  return [...regionOf(request).tables.values()].some(
    (table) =>
      table.origin?.sourceBackupArn === backupArn && tableStatus(table, request.now) === "CREATING",
  );
}

function targetArn(request: AwsRequest): string {
  return arnOf(request, String(request.input.TargetTableName));
}
