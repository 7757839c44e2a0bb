import * as z from "zod";
import { notInSandbox } from "../not-in-sandbox.ts";
import { invalidParameter, validationError } from "./errors.ts";
import { ReplicaUpdates } from "./replica-rules.ts";
import {
  AttributeDefinition,
  BillingMode,
  GlobalIndexInput,
  IndexName,
  OnDemandThroughput,
  ProvisionedThroughput,
  SseSpecification,
  StreamSpecification,
  TableClass,
  TableNameOrArn,
  WarmThroughput,
} from "./shapes.ts";

export const IndexUpdate = z.object({
  IndexName,
  ProvisionedThroughput: ProvisionedThroughput.optional(),
  OnDemandThroughput: OnDemandThroughput.optional(),
  WarmThroughput: WarmThroughput.optional(),
});

export const UpdateTableInput = z.object({
  TableName: TableNameOrArn,
  AttributeDefinitions: z.array(AttributeDefinition).optional(),
  BillingMode: BillingMode.optional(),
  ProvisionedThroughput: ProvisionedThroughput.optional(),
  OnDemandThroughput: OnDemandThroughput.optional(),
  GlobalSecondaryIndexUpdates: z
    .array(
      z.object({
        Create: GlobalIndexInput.optional(),
        Update: IndexUpdate.optional(),
        Delete: z.object({ IndexName }).optional(),
      }),
    )
    .optional(),
  StreamSpecification: StreamSpecification.optional(),
  SSESpecification: SseSpecification.optional(),
  TableClass: TableClass.optional(),
  DeletionProtectionEnabled: z.boolean().optional(),
  WarmThroughput: WarmThroughput.optional(),
  ReplicaUpdates: ReplicaUpdates.optional(),
  MultiRegionConsistency: z.enum(["EVENTUAL", "STRONG"]).optional(),
  GlobalTableWitnessUpdates: z.unknown().optional(),
});
export type UpdateTableInput = z.infer<typeof UpdateTableInput>;

/** In the order in which AWS names them when several come together. */
const alone = [
  ["ReplicaUpdates", "Replica modification"],
  ["SSESpecification", "Server-Side Encryption modification"],
  ["TableClass", "TableClass modification"],
  ["DeletionProtectionEnabled", "DeletionProtection modification"],
  ["WarmThroughput", "WarmThroughput"],
] as const;

/** @throws AwsError if nothing is to change, or if AWS takes these changes only one by one */
export function checkChangesGoTogether(input: UpdateTableInput): void {
  if (input.MultiRegionConsistency === "STRONG")
    throw notInSandbox("MultiRegionConsistency STRONG");
  if (input.GlobalTableWitnessUpdates !== undefined)
    throw notInSandbox("GlobalTableWitnessUpdates");
  const {
    TableName,
    AttributeDefinitions,
    GlobalSecondaryIndexUpdates,
    // The mode of replicas that are made in the same call: alone it changes nothing.
    MultiRegionConsistency,
    ...others
  } = input;
  const changes = Object.values(others).filter((value) => value !== undefined).length;
  const indexes = GlobalSecondaryIndexUpdates ?? [];
  if (changes === 0 && indexes.length === 0)
    throw validationError(
      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required",
    );
  if (GlobalSecondaryIndexUpdates?.length === 0)
    throw invalidParameter("List of GlobalSecondaryIndexUpdates is empty");
  for (const [member, name] of alone)
    if (input[member] !== undefined && changes + indexes.length > 1)
      throw invalidParameter(`${name} must be the only operation in the request`);
  checkThroughputGoesWith(input);
}

function checkThroughputGoesWith(input: UpdateTableInput): void {
  const changesIops =
    input.ProvisionedThroughput !== undefined || input.BillingMode === "PROVISIONED";
  const changesIndexes = (input.GlobalSecondaryIndexUpdates ?? []).some(
    (update) => update.Create !== undefined || update.Delete !== undefined,
  );
  if (input.OnDemandThroughput !== undefined && input.StreamSpecification !== undefined)
    throw invalidParameter(
      "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request",
    );
  if (changesIops && input.StreamSpecification !== undefined)
    throw invalidParameter("You cannot modify stream status while updating table IOPS");
  if (changesIops && changesIndexes)
    throw invalidParameter("You cannot create or delete index while updating table IOPS");
  if (changesIndexes && input.StreamSpecification !== undefined)
    throw invalidParameter("You cannot create or delete index while changing stream status");
}
