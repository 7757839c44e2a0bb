import type { JsonObject } from "../../service.ts";
import { type Member, replicasOf } from "./replication-group.ts";
import { isPending } from "./settling.ts";
import { type Table, tableStatus } from "./table.ts";

/** The mode of a global table within one account, which nobody can ask for. */
const settingsMode = { GlobalTableSettingsReplicationMode: "ENABLED_WITH_OVERRIDES" };

/** The other regions of a global table as this one sees them; nothing at all on a regional table. */
export function describeReplicas(table: Table, now: number): JsonObject {
  const replicas = replicasOf(table, now);
  if (replicas.length === 0) return {};
  return {
    GlobalTableVersion: "2019.11.21",
    Replicas: replicas.map((replica) => describeReplica(replica, now)),
    ...settingsMode,
  };
}

/** What a replica has from the group is absent, and there is no ReplicaArn. */
function describeReplica({ region, table }: Member, now: number): JsonObject {
  const keyArn = isPending(table.encryption, now)
    ? (table.encryption?.previousKeyArn ?? table.encryption?.keyArn)
    : table.encryption?.keyArn;
  return {
    RegionName: region.region,
    ReplicaStatus: replicaStatus({ region, table }, now),
    ...(keyArn === undefined ? {} : { KMSMasterKeyId: keyArn }),
    ...(table.globalIndexes.length === 0
      ? {}
      : { GlobalSecondaryIndexes: table.globalIndexes.map(({ name }) => ({ IndexName: name })) }),
    ...(table.tableClass === undefined
      ? {}
      : { ReplicaTableClassSummary: { TableClass: table.tableClass } }),
    ...settingsMode,
  };
}

/** A replica is ACTIVE for the others while its own table is UPDATING. */
function replicaStatus({ region, table }: Member, now: number): string {
  if (region.account.switches.disabledRegions.includes(region.region)) return "REGION_DISABLED";
  const status = tableStatus(table, now);
  return status === "UPDATING" ? "ACTIVE" : status;
}
