import { randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest } from "../../service.ts";
import { mergedLimits } from "./capacity-change.ts";
import {
  checkIndexCapacity,
  checkTableCapacity,
  type NewCapacity,
  warmThroughput,
} from "./capacity-rules.ts";
import { encryptionOf } from "./encryption.ts";
import { resourceInUse } from "./errors.ts";
import { onTable } from "./iam.ts";
import { parseInput } from "./parse-input.ts";
import { type DynamoDbRegion, findTable, regionOf } from "./region.ts";
import { createdPolicy } from "./resource-policy.ts";
import { duringTheCall } from "./settling.ts";
import {
  AttributeDefinition,
  BillingMode,
  GlobalIndexInput,
  KeyElement,
  LocalIndexInput,
  OnDemandThroughput,
  ProvisionedThroughput,
  SseSpecification,
  StreamSpecification,
  TableClass,
  TableNameOrArn,
  Tag,
  WarmThroughput,
} from "./shapes.ts";
import { storeDefinition } from "./store-definition.ts";
import { newStream } from "./streams.ts";
import { type GlobalIndex, newThroughput, onDemandWarm, type Table, tableStatus } from "./table.ts";
import { checkTableClass } from "./table-class.ts";
import { describeTable } from "./table-description.ts";
import { tableArn, tableNameOf } from "./table-lookup.ts";
import { checkTableShape } from "./table-rules.ts";
import { checkedTags } from "./tags.ts";

const CreateTableInput = z.object({
  TableName: TableNameOrArn,
  AttributeDefinitions: z.array(AttributeDefinition),
  KeySchema: z.array(KeyElement).min(1).max(2),
  LocalSecondaryIndexes: z.array(LocalIndexInput).optional(),
  GlobalSecondaryIndexes: z.array(GlobalIndexInput).optional(),
  BillingMode: BillingMode.default("PROVISIONED"),
  ProvisionedThroughput: ProvisionedThroughput.optional(),
  OnDemandThroughput: OnDemandThroughput.optional(),
  WarmThroughput: WarmThroughput.optional(),
  StreamSpecification: StreamSpecification.optional(),
  SSESpecification: SseSpecification.optional(),
  TableClass: TableClass.optional(),
  DeletionProtectionEnabled: z.boolean().default(false),
  ResourcePolicy: z.string().optional(),
  Tags: z.array(Tag).optional(),
});
type CreateTableInput = z.infer<typeof CreateTableInput>;

export const createTable: AwsOperation = {
  iam: onTable,
  async answer(request) {
    const input = parseInput(CreateTableInput, request.input);
    const region = regionOf(request);
    checkTableShape(input);
    checkTableCapacity(input.BillingMode, input);
    for (const index of input.GlobalSecondaryIndexes ?? [])
      checkIndexCapacity(input.BillingMode, index);
    const table = newTable(request, region, input);
    checkNameIsFree(region, table.name, request.now);
    region.tables.set(table.name, table);
    await region.items.define(storeDefinition(table));
    return { TableDescription: describeTable(table, duringTheCall(request.now)) };
  },
};

/** @throws AwsError ResourceInUseException, whatever the state of the table that has the name */
export function checkNameIsFree(region: DynamoDbRegion, name: string, now: number): void {
  const existing = findTable(region, name, now);
  if (existing === undefined) return;
  throw tableStatus(existing, now) === "CREATING"
    ? resourceInUse(`Table is being created: ${name}`)
    : new AwsError("ResourceInUseException", `Table already exists: ${name}`);
}

/** A global index as it is made with its table or by UpdateTable. */
export function newGlobalIndex(
  input: GlobalIndexInput,
  mode: BillingMode,
  change: GlobalIndex["change"],
): GlobalIndex {
  return {
    name: input.IndexName,
    keySchema: input.KeySchema,
    projection: input.Projection,
    onDemand: mergedLimits(undefined, input.OnDemandThroughput ?? {}),
    change,
    ...capacityOf(mode, input, `index ${input.IndexName}`),
  };
}

function newTable(request: AwsRequest, region: DynamoDbRegion, input: CreateTableInput): Table {
  const { now, account } = request;
  const { settling } = account.switches;
  const name = tableNameOf(request, input.TableName);
  const arn = tableArn(region, name);
  const mode = input.BillingMode;
  return {
    name,
    arn,
    id: randomUUID(),
    createdAt: now,
    change: { kind: "created", readyAt: now + settling.table },
    keySchema: input.KeySchema,
    attributes: input.AttributeDefinitions,
    globalIndexes: (input.GlobalSecondaryIndexes ?? []).map((index) =>
      newGlobalIndex(index, mode, { kind: "created", readyAt: now + settling.table }),
    ),
    localIndexes: (input.LocalSecondaryIndexes ?? []).map((index) => ({
      name: index.IndexName,
      keySchema: index.KeySchema,
      projection: index.Projection,
    })),
    billingMode: mode,
    onDemandSince: mode === "PAY_PER_REQUEST" ? now : undefined,
    onDemand: mergedLimits(undefined, input.OnDemandThroughput ?? {}),
    ...capacityOf(mode, input, "table"),
    tableClass: checkTableClass(input.TableClass),
    deletionProtection: input.DeletionProtectionEnabled,
    stream: newStream(arn, input.StreamSpecification, now),
    encryption: encryptionOf(request, input.SSESpecification),
    tags: checkedTags(new Map(), input.Tags ?? []),
    policies: createdPolicy(request, arn, input.ResourcePolicy),
    counted: { items: 0, bytes: 0, at: now },
  };
}

function capacityOf(
  mode: BillingMode,
  input: NewCapacity,
  ofWhat: string,
): Pick<GlobalIndex, "throughput" | "warm"> {
  const read = input.ProvisionedThroughput?.ReadCapacityUnits ?? 0;
  const write = input.ProvisionedThroughput?.WriteCapacityUnits ?? 0;
  const [least, tooLow] =
    mode === "PAY_PER_REQUEST"
      ? [onDemandWarm, `${ofWhat} is lower than initial throughput for OnDemand`]
      : [{ read, write }, `${ofWhat} is lower than ReadCapacityUnits of ProvisionedThroughput`];
  return {
    throughput: newThroughput(read, write),
    warm: warmThroughput(least, input.WarmThroughput, tooLow),
  };
}
