import * as z from "zod";
import type { AwsRequest } from "../../service.ts";
import { notInSandbox } from "../not-in-sandbox.ts";
import { validationError } from "./errors.ts";
import { dynamoDbRegion, findTable } from "./region.ts";
import { keyNotNamed } from "./replica-encryption.ts";
import { checkWritesScale } from "./replica-scaling.ts";
import { checkReplicasAreSettled, isRecentSource, replicasOf } from "./replication-group.ts";
import { TableClass } from "./shapes.ts";
import type { Table } from "./table.ts";

const RegionName = z.string();
const ReplicaSettings = z.object({
  RegionName,
  KMSMasterKeyId: z.string().optional(),
  TableClassOverride: TableClass.optional(),
  ProvisionedThroughputOverride: z.unknown().optional(),
  OnDemandThroughputOverride: z.unknown().optional(),
  GlobalSecondaryIndexes: z.unknown().optional(),
});
export type ReplicaSettings = z.infer<typeof ReplicaSettings>;

export const ReplicaUpdates = z
  .array(
    z.object({
      Create: ReplicaSettings.optional(),
      Update: ReplicaSettings.optional(),
      Delete: z.object({ RegionName }).optional(),
    }),
  )
  .min(1);
export type ReplicaUpdates = z.infer<typeof ReplicaUpdates>;

/** The one thing that a call may do with replicas. */
export type ReplicaChange =
  | { readonly kind: "create" | "update"; readonly settings: ReplicaSettings }
  | { readonly kind: "delete"; readonly settings: { readonly RegionName: string } };

// docs.aws.amazon.com/general/latest/gr/ddb.html
const supportedRegions = [
  ...["ap-south-2", "ap-south-1", "eu-south-1", "eu-south-2", "me-central-1", "il-central-1"],
  ...["ca-central-1", "eu-central-1", "eu-central-2", "us-west-1", "us-west-2", "af-south-1"],
  ...["eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "ap-northeast-1", "ap-northeast-2"],
  ...["ap-northeast-3", "me-south-1", "sa-east-1", "ap-east-1", "ca-west-1", "us-east-1"],
  ...["us-east-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4"],
];

/** @throws AwsError unless it is exactly one action */
export function replicaChangeOf(updates: ReplicaUpdates): ReplicaChange {
  const changes = updates.flatMap(({ Create, Update, Delete }): ReplicaChange[] => {
    const actions: ReplicaChange[] = [
      ...(Create === undefined ? [] : [{ kind: "create" as const, settings: Create }]),
      ...(Update === undefined ? [] : [{ kind: "update" as const, settings: Update }]),
      ...(Delete === undefined ? [] : [{ kind: "delete" as const, settings: Delete }]),
    ];
    if (actions.length > 1)
      throw validationError(
        "Update table operation with more than one type of replica actions not allowed.",
      );
    return actions;
  });
  const [change, ...others] = changes;
  if (change === undefined) throw noAction();
  if (others.length > 0)
    throw validationError(
      "Update table operation with more than one create or delete replica actions not allowed",
    );
  return change;
}

/** @throws AwsError if the change can't be made to the table as it is */
export function checkReplicaChange(
  { account, region, now }: AwsRequest,
  table: Table,
  change: ReplicaChange,
): void {
  const { RegionName: name } = change.settings;
  if (name === region)
    throw validationError(
      "Cannot add or delete the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.",
    );
  if (!supportedRegions.includes(name))
    throw validationError(
      `Region ${name} is not supported. The latest version of global tables are only supported in the following regions: [${supportedRegions.join(", ")}]`,
    );
  if (account.switches.disabledRegions.includes(name))
    throw validationError(
      `Failed to access the region: ‘${name}’. User is missing the permissions since the region is disabled.`,
    );
  if (change.kind === "create") {
    checkSettings(change.settings);
    if (findTable(dynamoDbRegion(account, name), table.name, now) !== undefined)
      throw validationError(
        `Failed to create a the new replica of table with name: ‘${table.name}’ because one or more replicas already existed as tables.`,
      );
    checkWritesScale({ region: dynamoDbRegion(account, region), table });
  } else checkReplica(table, change, now);
  checkReplicasAreSettled(table, now);
}

/** @throws AwsError because a replica that others came from in the last 24 hours stays until they are gone */
export function sourceOfReplicas(): Error {
  return validationError(
    "Replica cannot be deleted because it has acted as a source region for new replica(s) being added to the table in the last 24 hours.",
  );
}

export function protectedReplica(name: string, region: string): Error {
  return validationError(
    `Cannot delete table ${name} in region ${region} because it has deletion protection enabled. Disable deletion protection first.`,
  );
}

function checkReplica(table: Table, change: ReplicaChange, now: number): void {
  const { RegionName: name } = change.settings;
  const replica = replicasOf(table, now).find(({ region }) => region.region === name);
  if (replica === undefined)
    throw validationError(
      `Update global table operation failed because one or more replicas were not part of the global table. Please retry the request without these replicas: [${name}].`,
    );
  if (change.kind === "update") {
    checkSettings(change.settings);
    if (change.settings.KMSMasterKeyId !== undefined) throw keyNotNamed();
    if (change.settings.TableClassOverride === undefined) throw noAction();
  }
  if (change.kind !== "delete") return;
  if (isRecentSource(replica, now)) throw sourceOfReplicas();
  if (replica.table.deletionProtection) throw protectedReplica(table.name, name);
}

function checkSettings(settings: ReplicaSettings): void {
  for (const member of [
    "ProvisionedThroughputOverride",
    "OnDemandThroughputOverride",
    "GlobalSecondaryIndexes",
  ] as const)
    if (settings[member] !== undefined) throw notInSandbox(`${member} of a replica`);
}

function noAction(): Error {
  return validationError(
    "There are no actions specified in the Replica Update Action of the request.",
  );
}
