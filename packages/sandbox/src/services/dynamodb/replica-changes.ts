import { randomUUID } from "node:crypto";
import type { AwsRequest } from "../../service.ts";
import { removeTable } from "./delete-table.ts";
import { sendWrites } from "./item-replication.ts";
import { dynamoDbRegion, regionOf } from "./region.ts";
import { replicaEncryption } from "./replica-encryption.ts";
import {
  checkReplicaChange,
  type ReplicaSettings,
  type ReplicaUpdates,
  replicaChangeOf,
} from "./replica-rules.ts";
import { scaleWritesAlike } from "./replica-scaling.ts";
import { addMember, type Member, replicasOf } from "./replication-group.ts";
import { storeDefinition } from "./store-definition.ts";
import { enabledStream } from "./streams.ts";
import type { Table } from "./table.ts";
import { checkTableClass } from "./table-class.ts";
import { getChangeableTable, tableArn } from "./table-lookup.ts";

/** Makes, changes or deletes a replica of the table in another region. */
export async function changeReplicas(
  request: AwsRequest,
  tableName: string,
  updates: ReplicaUpdates,
): Promise<Table> {
  const { now, account } = request;
  const change = replicaChangeOf(updates);
  const table = getChangeableTable(request, tableName, { whileUpdating: false });
  checkReplicaChange(request, table, change);
  const { RegionName } = change.settings;
  const replica = replicasOf(table, now).find(({ region }) => region.region === RegionName);
  switch (change.kind) {
    case "create":
      await createReplica(request, table, change.settings);
      break;
    case "update":
      if (replica) replica.table.tableClass = checkTableClass(change.settings.TableClassOverride);
      break;
    case "delete":
      if (replica) await removeTable(replica, now, account.switches.settling.replica);
      break;
  }
  table.change = { kind: "updated", readyAt: now + account.switches.settling.table };
  return table;
}

async function createReplica(
  request: AwsRequest,
  table: Table,
  settings: ReplicaSettings,
): Promise<void> {
  const { now, account } = request;
  const source: Member = { region: regionOf(request), table };
  const region = dynamoDbRegion(account, settings.RegionName);
  const viewType = table.stream?.viewType ?? "NEW_AND_OLD_IMAGES";
  const replica = replicaOf(source, { region, settings, viewType, now });
  // A stream that is off is turned on; one that is on keeps its view.
  if (table.stream?.viewType === undefined) table.stream = enabledStream(table.arn, viewType, now);
  region.tables.set(replica.name, replica);
  await region.items.define(storeDefinition(replica));
  const added: Member = { region, table: replica, addedFrom: request.region, addedAt: now };
  addMember(source, added, now);
  scaleWritesAlike(request, source, added);
  sendWrites(source);
  sendWrites(added);
  await region.items.load(replica.id, await source.region.items.readAll(table.id));
}

/**
 * Keys, indexes, capacity, time to live and the kind of encryption are those of the group; tags,
 * recovery, policies and protection are each region's own.
 */
function replicaOf(
  source: Member,
  options: {
    readonly region: Member["region"];
    readonly settings: ReplicaSettings;
    readonly viewType: string;
    readonly now: number;
  },
): Table {
  const { region, settings, viewType, now } = options;
  const { table } = source;
  const readyAt = now + region.account.switches.settling.replica;
  const arn = tableArn(region, table.name);
  const encryption = replicaEncryption(source, {
    region: region.region,
    keyId: settings.KMSMasterKeyId,
    now,
  });
  return {
    ...structuredClone(table),
    arn,
    id: randomUUID(),
    createdAt: now,
    change: { kind: "replicated", readyAt },
    globalIndexes: table.globalIndexes.map((index) => ({
      ...structuredClone(index),
      change: { kind: "created", readyAt },
    })),
    tableClass: checkTableClass(settings.TableClassOverride) ?? table.tableClass,
    deletionProtection: false,
    stream: enabledStream(arn, viewType, now),
    encryption,
    recovery: undefined,
    tags: new Map(),
    policies: new Map(),
    origin: undefined,
    counted: { items: 0, bytes: 0, at: now },
  };
}
