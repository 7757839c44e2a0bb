import * as z from "zod";
import type { AwsRequest } from "../../service.ts";
import { checkOnDemandLimits } from "./capacity-rules.ts";
import { encryptionOf } from "./encryption.ts";
import { invalidRequest } from "./errors.ts";
import {
  BillingMode,
  GlobalIndexInput,
  LocalIndexInput,
  OnDemandThroughput,
  ProvisionedThroughput,
  SseSpecification,
} from "./shapes.ts";
import {
  type Encryption,
  type GlobalIndex,
  type LocalIndex,
  newThroughput,
  onDemandWarm,
  type Table,
} from "./table.ts";

/** What a restore may have other than its source. */
export const RestoreOverrides = z.object({
  BillingModeOverride: BillingMode.optional(),
  GlobalSecondaryIndexOverride: z.array(GlobalIndexInput).optional(),
  LocalSecondaryIndexOverride: z.array(LocalIndexInput).optional(),
  ProvisionedThroughputOverride: ProvisionedThroughput.optional(),
  OnDemandThroughputOverride: OnDemandThroughput.optional(),
  SSESpecificationOverride: SseSpecification.optional(),
});
export type RestoreOverrides = z.infer<typeof RestoreOverrides>;

type Capacity = Pick<
  Table,
  | "billingMode"
  | "onDemandSince"
  | "throughput"
  | "onDemand"
  | "warm"
  | "attributes"
  | "globalIndexes"
  | "localIndexes"
>;

/** Billing mode, capacity and indexes of the restored table. @throws AwsError for overrides that don't go together */
export function overriddenCapacity(source: Table, input: RestoreOverrides, now: number): Capacity {
  const mode = input.BillingModeOverride ?? source.billingMode;
  checkOverrides(source, input, mode);
  const units = input.ProvisionedThroughputOverride;
  const read = units?.ReadCapacityUnits ?? source.throughput.read;
  const write = units?.WriteCapacityUnits ?? source.throughput.write;
  const isOnDemand = mode === "PAY_PER_REQUEST";
  const globalIndexes = overriddenGlobalIndexes(source, input, mode);
  const localIndexes = overriddenLocalIndexes(source, input);
  const used = new Set(
    [source, ...globalIndexes, ...localIndexes]
      .flatMap(({ keySchema }) => keySchema)
      .map((element) => element.AttributeName),
  );
  return {
    billingMode: mode,
    onDemandSince: isOnDemand ? now : undefined,
    throughput: isOnDemand ? newThroughput(0, 0) : newThroughput(read, write),
    onDemand: isOnDemand ? (input.OnDemandThroughputOverride ?? source.onDemand) : undefined,
    warm: isOnDemand ? { ...onDemandWarm } : { read, write },
    attributes: source.attributes.filter(({ AttributeName }) => used.has(AttributeName)),
    globalIndexes,
    localIndexes,
  };
}

/** Without an override the source's key is kept. */
export function overriddenEncryption(
  request: AwsRequest,
  source: Table,
  { SSESpecificationOverride: override }: RestoreOverrides,
): Encryption | undefined {
  if (override !== undefined) return encryptionOf(request, override);
  const keyArn = source.encryption?.keyArn;
  return keyArn === undefined ? undefined : { keyArn, readyAt: request.now };
}

function checkOverrides(source: Table, input: RestoreOverrides, mode: Table["billingMode"]): void {
  const units = input.ProvisionedThroughputOverride;
  if (units !== undefined && input.BillingModeOverride === "PAY_PER_REQUEST")
    throw invalidRequest(
      "Cannot override ProvisionedThroughput if BillingMode is overridden to PAY_PER_REQUEST",
    );
  if (units !== undefined && mode === "PAY_PER_REQUEST")
    throw invalidRequest("Cannot override ProvisionedThroughput unless BillingMode is PROVISIONED");
  if (units === undefined && mode === "PROVISIONED" && source.billingMode === "PAY_PER_REQUEST")
    throw invalidRequest(
      "Must override ProvisionedThroughput if BillingMode is overridden to PROVISIONED",
    );
  if (input.OnDemandThroughputOverride !== undefined && mode === "PROVISIONED")
    throw invalidRequest(
      "Cannot override MaxReadRequestUnits for OnDemandThroughput unless BillingModeOverride is PAY_PER_REQUEST",
    );
  checkOnDemandLimits(mode, input.OnDemandThroughputOverride, "table");
}

/** `[]` drops all indexes, nothing given keeps them, and what is given may have another name but no other shape. */
function overriddenGlobalIndexes(
  source: Table,
  { GlobalSecondaryIndexOverride: override }: RestoreOverrides,
  mode: Table["billingMode"],
): GlobalIndex[] {
  const kept = source.globalIndexes.filter((index) => index.change?.kind !== "deleted");
  const indexes =
    override?.map((index) => ({
      ...matching(kept, index.IndexName, index),
      throughput: newThroughput(
        index.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
        index.ProvisionedThroughput?.WriteCapacityUnits ?? 0,
      ),
      onDemand: index.OnDemandThroughput,
    })) ?? kept;
  return indexes.map((index) => {
    if (mode === "PAY_PER_REQUEST")
      return {
        ...index,
        change: undefined,
        throughput: newThroughput(0, 0),
        warm: { ...onDemandWarm },
      };
    const { read, write } = index.throughput;
    if (read < 1)
      throw invalidRequest(`Must specify provisioned throughput for index ${index.name}`);
    return {
      ...index,
      change: undefined,
      onDemand: undefined,
      throughput: newThroughput(read, write),
      warm: { read, write },
    };
  });
}

function overriddenLocalIndexes(
  source: Table,
  { LocalSecondaryIndexOverride: override }: RestoreOverrides,
): LocalIndex[] {
  return (
    override?.map((index) => matching(source.localIndexes, index.IndexName, index)) ??
    source.localIndexes
  );
}

function matching<T extends LocalIndex>(
  indexes: readonly T[],
  name: string,
  { KeySchema, Projection }: z.infer<typeof LocalIndexInput>,
): T {
  const index = indexes.find(
    (one) =>
      canonical(one.keySchema) === canonical(KeySchema) &&
      one.projection.ProjectionType === Projection.ProjectionType &&
      canonical([...(one.projection.NonKeyAttributes ?? [])].sort()) ===
        canonical([...(Projection.NonKeyAttributes ?? [])].sort()),
  );
  if (index !== undefined) return { ...index, name };
  throw invalidRequest(
    `Index ${name} does not match a secondary index that existed in the source table and cannot be created during the restore operation`,
  );
}

function canonical(value: unknown): string {
  return JSON.stringify(value);
}
