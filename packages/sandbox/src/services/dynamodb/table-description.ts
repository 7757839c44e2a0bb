import type { JsonObject } from "../../service.ts";
import { describeReplicas } from "./replica-description.ts";
import { isPending } from "./settling.ts";
import type { KeyElement, OnDemandThroughput, Projection } from "./shapes.ts";
import {
  dayMs,
  type GlobalIndex,
  indexStatus,
  type LocalIndex,
  type Table,
  type Throughput,
  tableStatus,
} from "./table.ts";

/** `TableDescription` as AWS fills it at `now`: what does not apply is absent, not empty. */
export function describeTable(table: Table, now: number): JsonObject {
  const status = tableStatus(table, now);
  return {
    AttributeDefinitions: [...table.attributes].sort((a, b) =>
      a.AttributeName < b.AttributeName ? -1 : 1,
    ),
    TableName: table.name,
    KeySchema: describeKeys(table.keySchema),
    TableStatus: status,
    CreationDateTime: seconds(table.createdAt),
    ProvisionedThroughput: describeThroughput(table.throughput, now),
    TableSizeBytes: table.counted.bytes,
    ItemCount: table.counted.items,
    TableArn: table.arn,
    TableId: table.id,
    ...describeBilling(table, status === "CREATING"),
    ...(table.localIndexes.length === 0
      ? {}
      : { LocalSecondaryIndexes: table.localIndexes.map((index) => describeLocal(table, index)) }),
    ...(table.globalIndexes.length === 0
      ? {}
      : {
          GlobalSecondaryIndexes: table.globalIndexes.map((index) =>
            describeGlobal(table, index, now),
          ),
        }),
    ...describeStream(table),
    ...describeRestore(table, now),
    ...describeReplicas(table, now),
    ...describeEncryption(table, now),
    ...(table.tableClass === undefined
      ? {}
      : { TableClassSummary: { TableClass: table.tableClass } }),
    DeletionProtectionEnabled: table.deletionProtection,
    ...describeOnDemand(table.onDemand),
    // The answer of CreateTable and its CREATING polls have none yet.
    ...(status === "CREATING"
      ? {}
      : {
          WarmThroughput: {
            ReadUnitsPerSecond: table.warm.read,
            WriteUnitsPerSecond: table.warm.write,
            Status: "ACTIVE",
          },
        }),
  };
}

/** AWS's JSON timestamps are seconds with a fraction. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}

export function describeKeys(keySchema: readonly KeyElement[]): JsonObject[] {
  return keySchema.map(({ AttributeName, KeyType }) => ({ AttributeName, KeyType }));
}

export function describeProjection(projection: Projection): JsonObject {
  return {
    ...(projection.ProjectionType === undefined
      ? {}
      : { ProjectionType: projection.ProjectionType }),
    ...(projection.NonKeyAttributes === undefined
      ? {}
      : { NonKeyAttributes: [...projection.NonKeyAttributes].sort() }),
  };
}

export function describeOnDemand(limits: OnDemandThroughput | undefined): JsonObject {
  if (limits === undefined) return {};
  const { MaxReadRequestUnits, MaxWriteRequestUnits } = limits;
  return {
    OnDemandThroughput: {
      ...(MaxReadRequestUnits === undefined ? {} : { MaxReadRequestUnits }),
      ...(MaxWriteRequestUnits === undefined ? {} : { MaxWriteRequestUnits }),
    },
  };
}

/** `SSEDescription`, absent for the key that AWS owns; a change shows the old key until it is finished. */
export function describeEncryption(table: Table, now: number): JsonObject {
  const { encryption } = table;
  if (encryption === undefined) return {};
  const isChanging = isPending(encryption, now);
  const keyArn = isChanging ? (encryption.previousKeyArn ?? encryption.keyArn) : encryption.keyArn;
  if (keyArn === undefined) return {};
  return {
    SSEDescription: {
      Status: isChanging ? "UPDATING" : "ENABLED",
      SSEType: "KMS",
      KMSMasterKeyArn: keyArn,
    },
  };
}

function describeBilling(table: Table, isCreating: boolean): JsonObject {
  const { billingMode, onDemandSince } = table;
  if (onDemandSince === undefined) return {};
  return {
    BillingModeSummary: {
      BillingMode: billingMode,
      ...(isCreating ? {} : { LastUpdateToPayPerRequestDateTime: seconds(onDemandSince) }),
    },
  };
}

function describeThroughput(throughput: Throughput, now: number): JsonObject {
  const isToday = Math.floor(now / dayMs) === throughput.decreaseDay;
  return {
    ...(throughput.increasedAt === undefined
      ? {}
      : { LastIncreaseDateTime: seconds(throughput.increasedAt) }),
    ...(throughput.decreasedAt === undefined
      ? {}
      : { LastDecreaseDateTime: seconds(throughput.decreasedAt) }),
    NumberOfDecreasesToday: isToday ? throughput.decreases : 0,
    ReadCapacityUnits: throughput.read,
    WriteCapacityUnits: throughput.write,
  };
}

function describeLocal(table: Table, index: LocalIndex): JsonObject {
  return {
    IndexName: index.name,
    KeySchema: describeKeys(index.keySchema),
    Projection: describeProjection(index.projection),
    IndexSizeBytes: 0,
    ItemCount: 0,
    IndexArn: `${table.arn}/index/${index.name}`,
  };
}

function describeGlobal(table: Table, index: GlobalIndex, now: number): JsonObject {
  const status = indexStatus(index, now);
  const isRestoring = table.change.kind === "restored" && isPending(table.change, now);
  return {
    IndexName: index.name,
    KeySchema: describeKeys(index.keySchema),
    Projection: describeProjection(index.projection),
    ...(isRestoring ? {} : { IndexStatus: status }),
    ...(status === "CREATING" && index.change?.kind === "added"
      ? { Backfilling: tableStatus(table, now) === "ACTIVE" }
      : {}),
    ProvisionedThroughput: describeThroughput(index.throughput, now),
    IndexSizeBytes: 0,
    ItemCount: 0,
    IndexArn: `${table.arn}/index/${index.name}`,
    ...describeOnDemand(index.onDemand),
    ...(status === "CREATING"
      ? {}
      : {
          WarmThroughput: {
            ReadUnitsPerSecond: index.warm.read,
            WriteUnitsPerSecond: index.warm.write,
            Status: "ACTIVE",
          },
        }),
  };
}

function describeStream({ stream }: Table): JsonObject {
  if (stream === undefined) return {};
  return {
    ...(stream.viewType === undefined
      ? {}
      : { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType } }),
    LatestStreamLabel: stream.label,
    LatestStreamArn: stream.arn,
  };
}

function describeRestore({ origin, change }: Table, now: number): JsonObject {
  if (origin === undefined || !isPending(change, now)) return {};
  return {
    RestoreSummary: {
      ...(origin.sourceBackupArn === undefined ? {} : { SourceBackupArn: origin.sourceBackupArn }),
      SourceTableArn: origin.sourceTableArn,
      RestoreDateTime: seconds(origin.at),
      RestoreInProgress: true,
    },
  };
}
