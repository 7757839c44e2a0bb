import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";

/** The sparse index of what somebody must look at. */
export const openIndex = {
  name: "open",
  /** Its partition: the same value on every item that is in it. */
  partition: "open",
  sort: "dueAt",
} as const;

/** One partition: what is due at a time is some hundreds of items, far below 1,000 writes a second. */
export const openPartition = "open";

/**
 * The one table: what lies where is in docs/data-model.md. The index carries keys only, because
 * whoever finds an item there reads it again.
 */
export function tableDefinition(tableName: string): CreateTableCommandInput {
  return {
    TableName: tableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "S" },
      { AttributeName: openIndex.partition, AttributeType: "S" },
      { AttributeName: openIndex.sort, AttributeType: "S" },
    ],
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: openIndex.name,
        KeySchema: [
          { AttributeName: openIndex.partition, KeyType: "HASH" },
          { AttributeName: openIndex.sort, KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
  };
}
