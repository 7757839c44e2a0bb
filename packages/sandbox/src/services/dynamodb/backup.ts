import { randomBytes } from "node:crypto";
import type { JsonObject } from "../../service.ts";
import type { DynamoDbRegion } from "./region.ts";
import { isPending, type Pending } from "./settling.ts";
import { dayMs, type Table } from "./table.ts";
import {
  describeEncryption,
  describeKeys,
  describeOnDemand,
  describeProjection,
  seconds,
} from "./table-description.ts";

/** A copy of a table: outlives it, and remembers by TableId which life of the name it is of. */
export interface Backup extends Pending {
  readonly arn: string;
  readonly name: string;
  /** SYSTEM: made by AWS when a table with point-in-time recovery is deleted. AWS_BACKUP: by that service. */
  readonly type: "USER" | "SYSTEM" | "AWS_BACKUP";
  readonly createdAt: number;
  /** The table's settings at that time. */
  readonly table: Table;
  readonly items: readonly JsonObject[];
}

/** "DynamoDB system backups expire after 35 days": API reference, BackupDetails. */
const systemBackupDays = 35;

type BackupOptions = Pick<Backup, "name" | "type" | "createdAt" | "readyAt">;

/** A backup that DynamoDB lists. */
export async function newBackup(
  region: DynamoDbRegion,
  table: Table,
  options: BackupOptions,
): Promise<Backup> {
  const backup = await copyTable(region, table, options);
  region.backups.set(backup.arn, backup);
  return backup;
}

/** The copy by itself; nobody lists it yet. */
export async function copyTable(
  region: DynamoDbRegion,
  table: Table,
  options: BackupOptions,
): Promise<Backup> {
  await region.inbox.receive(options.createdAt);
  const suffix = options.type === "SYSTEM" ? "00000000" : randomBytes(4).toString("hex");
  const number = String(options.createdAt).padStart(14, "0");
  return {
    ...options,
    arn: `${table.arn}/backup/${number}-${suffix}`,
    table: structuredClone(table),
    items: await region.items.readAll(table.id),
  };
}

/** The last copy of a table that had point-in-time recovery; nobody can delete it. */
export async function addSystemBackup(
  region: DynamoDbRegion,
  table: Table,
  now: number,
): Promise<void> {
  await newBackup(region, table, {
    name: `${table.name}$DeletedTableBackup`,
    type: "SYSTEM",
    createdAt: now,
    readyAt: now,
  });
}

export function expiresAt(backup: Backup): number | undefined {
  return backup.type === "SYSTEM" ? backup.createdAt + systemBackupDays * dayMs : undefined;
}

export function describeDetails(backup: Backup, now: number): JsonObject {
  const expiry = expiresAt(backup);
  return {
    BackupArn: backup.arn,
    BackupName: backup.name,
    BackupSizeBytes: backup.table.counted.bytes,
    BackupStatus: isPending(backup, now) ? "CREATING" : "AVAILABLE",
    BackupType: backup.type,
    BackupCreationDateTime: seconds(backup.createdAt),
    ...(expiry === undefined ? {} : { BackupExpiryDateTime: seconds(expiry) }),
  };
}

export function describeSummary(backup: Backup, now: number): JsonObject {
  const { table } = backup;
  return {
    TableName: table.name,
    TableId: table.id,
    TableArn: table.arn,
    ...describeDetails(backup, now),
  };
}

export function describeBackup(backup: Backup, now: number): JsonObject {
  return {
    BackupDetails: describeDetails(backup, now),
    SourceTableDetails: describeSource(backup.table),
    SourceTableFeatureDetails: backup.type === "SYSTEM" ? {} : describeFeatures(backup),
  };
}

function describeSource(table: Table): JsonObject {
  return {
    TableName: table.name,
    TableId: table.id,
    TableArn: table.arn,
    TableSizeBytes: table.counted.bytes,
    KeySchema: describeKeys(table.keySchema),
    TableCreationDateTime: seconds(table.createdAt),
    ProvisionedThroughput: describeUnits(table),
    ...describeOnDemand(table.onDemand),
    ItemCount: table.counted.items,
    BillingMode: table.billingMode,
  };
}

/** What a backup records beside keys and capacity; tags, recovery, class, protection and policies it does not. */
function describeFeatures({ table, createdAt }: Backup): JsonObject {
  const { localIndexes, globalIndexes, stream, timeToLive } = table;
  return {
    ...(localIndexes.length === 0
      ? {}
      : {
          LocalSecondaryIndexes: localIndexes.map((index) => ({
            IndexName: index.name,
            KeySchema: describeKeys(index.keySchema),
            Projection: describeProjection(index.projection),
          })),
        }),
    ...(globalIndexes.length === 0
      ? {}
      : {
          GlobalSecondaryIndexes: globalIndexes.map((index) => ({
            IndexName: index.name,
            KeySchema: describeKeys(index.keySchema),
            Projection: describeProjection(index.projection),
            ProvisionedThroughput: describeUnits(index),
            ...describeOnDemand(index.onDemand),
          })),
        }),
    ...(stream?.viewType === undefined
      ? {}
      : { StreamDescription: { StreamEnabled: true, StreamViewType: stream.viewType } }),
    ...(timeToLive === undefined
      ? {}
      : {
          TimeToLiveDescription: { TimeToLiveStatus: "ENABLED", AttributeName: timeToLive },
        }),
    ...describeEncryption(table, createdAt),
  };
}

function describeUnits({ throughput }: Pick<Table, "throughput">): JsonObject {
  return { ReadCapacityUnits: throughput.read, WriteCapacityUnits: throughput.write };
}
