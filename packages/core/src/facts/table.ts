import * as z from "zod";
import { defineFact, type LeftOver } from "./fact.ts";
import { tableDeletion } from "./left-over-commands.ts";
import { describedReplicas, type Replica, ReplicaList } from "./replica-list.ts";
import { TableParams, tableArn } from "./table-params.ts";

const KeyElement = z.object({ AttributeName: z.string(), KeyType: z.string() });
const Units = z.object({
  ReadCapacityUnits: z.number().optional(),
  WriteCapacityUnits: z.number().optional(),
});
const Ceiling = z.object({
  MaxReadRequestUnits: z.number().optional(),
  MaxWriteRequestUnits: z.number().optional(),
});
const SecondaryIndex = z.object({
  IndexName: z.string(),
  KeySchema: z.array(KeyElement),
  Projection: z
    .object({
      ProjectionType: z.string().optional(),
      NonKeyAttributes: z.array(z.string()).optional(),
    })
    .optional(),
  IndexStatus: z.string().optional(),
  Backfilling: z.boolean().optional(),
  ProvisionedThroughput: Units.optional(),
  OnDemandThroughput: Ceiling.optional(),
});
const DescribeTableOutput = z.object({
  Table: z.object({
    TableName: z.string(),
    TableArn: z.string(),
    TableId: z.string().optional(),
    TableStatus: z.string(),
    CreationDateTime: z.string().optional(),
    KeySchema: z.array(KeyElement),
    AttributeDefinitions: z.array(
      z.object({ AttributeName: z.string(), AttributeType: z.string() }),
    ),
    BillingModeSummary: z.object({ BillingMode: z.string().optional() }).optional(),
    ProvisionedThroughput: Units.optional(),
    OnDemandThroughput: Ceiling.optional(),
    TableClassSummary: z.object({ TableClass: z.string().optional() }).optional(),
    GlobalSecondaryIndexes: z.array(SecondaryIndex).optional(),
    LocalSecondaryIndexes: z.array(SecondaryIndex).optional(),
    StreamSpecification: z
      .object({ StreamEnabled: z.boolean().optional(), StreamViewType: z.string().optional() })
      .optional(),
    LatestStreamArn: z.string().optional(),
    SSEDescription: z
      .object({
        Status: z.string().optional(),
        SSEType: z.string().optional(),
        KMSMasterKeyArn: z.string().optional(),
      })
      .optional(),
    DeletionProtectionEnabled: z.boolean().optional(),
    Replicas: ReplicaList,
    MultiRegionConsistency: z.string().optional(),
  }),
});
type Described = z.infer<typeof DescribeTableOutput>["Table"];

/** Keys of a table or index: attribute name to type, in AWS's order. */
export interface KeyAttributes {
  readonly partition: Readonly<Record<string, string>>;
  readonly sort: Readonly<Record<string, string>>;
}

export interface IndexDescription extends KeyAttributes {
  readonly name: string;
  readonly kind: "global" | "local";
  /** Local indexes have no status of their own and are ACTIVE with the table. */
  readonly status: string;
  readonly isBackfilling: boolean;
  readonly projectionType: string;
  /** What the index carries beyond the keys; empty unless INCLUDE. */
  readonly nonKeyAttributes: readonly string[];
  readonly readUnits: number;
  readonly writeUnits: number;
}

export interface TableDescription {
  readonly name: string;
  readonly arn: string;
  /** Changes when a table of the same name is made again. */
  readonly tableId: string | undefined;
  readonly status: string;
  readonly createdAt: string | undefined;
  readonly keys: KeyAttributes;
  /** `PROVISIONED` where AWS says nothing: the table never was on demand. */
  readonly billingMode: string;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** On-demand ceilings; `undefined`: none. */
  readonly maxReadUnits: number | undefined;
  readonly maxWriteUnits: number | undefined;
  readonly tableClass: string;
  readonly indexes: readonly IndexDescription[];
  /** `undefined`: the stream is off. */
  readonly streamViewType: string | undefined;
  /** Survives the stream that it names, so it never tells whether a stream is on. */
  readonly latestStreamArn: string | undefined;
  /** `undefined`: encrypted with the key that AWS owns. */
  readonly encryption: { readonly status: string; readonly keyArn: string | undefined } | undefined;
  readonly isDeletionProtected: boolean;
  /** The other regions of a global table as this one sees them; never this region. */
  readonly replicas: readonly Replica[];
  /** `EVENTUAL` where AWS says nothing: it shows only STRONG. */
  readonly consistency: string;
}

/** A table, or `{exists: false}` where AWS says ResourceNotFoundException. */
export type TableReading =
  | { readonly exists: false }
  | { readonly exists: true; readonly table: TableDescription };

/** Everything that DescribeTable tells. Most checks stand on it, so it is one fact and one call. */
export const table = defineFact({
  kind: "dynamodb.table",
  summary: "the table's description: keys, capacity, indexes, stream, encryption, protection",
  params: TableParams,
  operations: {
    DescribeTable: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException"],
      keep: [
        "Table.TableName",
        "Table.TableArn",
        "Table.TableId",
        "Table.TableStatus",
        "Table.CreationDateTime",
        "Table.KeySchema",
        "Table.AttributeDefinitions",
        "Table.BillingModeSummary",
        "Table.ProvisionedThroughput.ReadCapacityUnits",
        "Table.ProvisionedThroughput.WriteCapacityUnits",
        "Table.OnDemandThroughput",
        "Table.TableClassSummary",
        "Table.GlobalSecondaryIndexes.IndexName",
        "Table.GlobalSecondaryIndexes.KeySchema",
        "Table.GlobalSecondaryIndexes.Projection",
        "Table.GlobalSecondaryIndexes.IndexStatus",
        "Table.GlobalSecondaryIndexes.Backfilling",
        "Table.GlobalSecondaryIndexes.ProvisionedThroughput.ReadCapacityUnits",
        "Table.GlobalSecondaryIndexes.ProvisionedThroughput.WriteCapacityUnits",
        "Table.GlobalSecondaryIndexes.OnDemandThroughput",
        "Table.LocalSecondaryIndexes.IndexName",
        "Table.LocalSecondaryIndexes.KeySchema",
        "Table.LocalSecondaryIndexes.Projection",
        "Table.StreamSpecification",
        "Table.LatestStreamArn",
        "Table.SSEDescription",
        "Table.DeletionProtectionEnabled",
        "Table.Replicas.RegionName",
        "Table.Replicas.ReplicaStatus",
        "Table.Replicas.KMSMasterKeyId",
        "Table.Replicas.ReplicaInaccessibleDateTime",
        "Table.MultiRegionConsistency",
      ],
    },
  },
  iam: (params) => [{ action: "dynamodb:DescribeTable", resource: tableArn(params) }],
  ask: ({ region, table: name }) => [
    { operation: "DescribeTable", region, input: { TableName: name } },
  ],
  normalise: ([answer]): TableReading => {
    if (!answer || "absent" in answer) return { exists: false };
    return { exists: true, table: describedTable(DescribeTableOutput.parse(answer.output).Table) };
  },
  leavesBehind: (reading, { region }): readonly LeftOver[] =>
    reading.exists && reading.table.status !== "DELETING"
      ? [tableDeletion(reading.table.name, region, reading.table)]
      : [],
});

function describedTable(described: Described): TableDescription {
  const types = new Map(
    described.AttributeDefinitions.map((attribute) => [
      attribute.AttributeName,
      attribute.AttributeType,
    ]),
  );
  const stream = described.StreamSpecification;
  return {
    name: described.TableName,
    arn: described.TableArn,
    tableId: described.TableId,
    status: described.TableStatus,
    createdAt: described.CreationDateTime,
    keys: keyAttributes(described.KeySchema, types),
    billingMode: described.BillingModeSummary?.BillingMode ?? "PROVISIONED",
    readUnits: described.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
    writeUnits: described.ProvisionedThroughput?.WriteCapacityUnits ?? 0,
    maxReadUnits: ceiling(described.OnDemandThroughput?.MaxReadRequestUnits),
    maxWriteUnits: ceiling(described.OnDemandThroughput?.MaxWriteRequestUnits),
    tableClass: described.TableClassSummary?.TableClass ?? "STANDARD",
    indexes: [
      ...(described.GlobalSecondaryIndexes ?? []).map((index) =>
        describedIndex(index, "global", types),
      ),
      ...(described.LocalSecondaryIndexes ?? []).map((index) =>
        describedIndex(index, "local", types),
      ),
    ],
    streamViewType: stream?.StreamEnabled ? (stream.StreamViewType ?? "") : undefined,
    latestStreamArn: described.LatestStreamArn,
    encryption: described.SSEDescription && {
      status: described.SSEDescription.Status ?? "ENABLED",
      keyArn: described.SSEDescription.KMSMasterKeyArn,
    },
    isDeletionProtected: described.DeletionProtectionEnabled ?? false,
    replicas: describedReplicas(described.Replicas),
    consistency: described.MultiRegionConsistency ?? "EVENTUAL",
  };
}

function describedIndex(
  index: z.infer<typeof SecondaryIndex>,
  kind: "global" | "local",
  types: ReadonlyMap<string, string>,
): IndexDescription {
  return {
    name: index.IndexName,
    kind,
    ...keyAttributes(index.KeySchema, types),
    // A restored table shows its global indexes without a status while they are being made.
    status: index.IndexStatus ?? (kind === "local" ? "ACTIVE" : "CREATING"),
    isBackfilling: index.Backfilling ?? false,
    projectionType: index.Projection?.ProjectionType ?? "KEYS_ONLY",
    nonKeyAttributes: index.Projection?.NonKeyAttributes ?? [],
    readUnits: index.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
    writeUnits: index.ProvisionedThroughput?.WriteCapacityUnits ?? 0,
  };
}

function keyAttributes(
  schema: readonly z.infer<typeof KeyElement>[],
  types: ReadonlyMap<string, string>,
): KeyAttributes {
  const ofType = (keyType: string) =>
    Object.fromEntries(
      schema
        .filter((element) => element.KeyType === keyType)
        .map((element) => [element.AttributeName, types.get(element.AttributeName) ?? "?"]),
    );
  return { partition: ofType("HASH"), sort: ofType("RANGE") };
}

/** AWS shows -1 for about a second after a ceiling is taken away. */
function ceiling(units: number | undefined): number | undefined {
  return units === undefined || units < 0 ? undefined : units;
}
