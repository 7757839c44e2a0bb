import {
  type CreateTableCommandInput,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aKey, learnerAccountId } from "../../testing.ts";
import {
  aDynamoDbSandbox,
  anIndexedTable,
  createTable,
  type DynamoDbSandbox,
  ordersTable,
} from "./testing.ts";

let dynamoDb: DynamoDbSandbox;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
  await createTable(dynamoDb.client, twoIndexes());
});
afterEach(() => dynamoDb.sandbox.close());

/** Orders by status (global, with their total) and by day (local, keys only). */
function twoIndexes(): CreateTableCommandInput {
  const table = anIndexedTable();
  return {
    ...table,
    AttributeDefinitions: [
      ...(table.AttributeDefinitions ?? []),
      { AttributeName: "day", AttributeType: "S" },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: "by-day",
        KeySchema: [
          { AttributeName: "customerId", KeyType: "HASH" },
          { AttributeName: "day", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
  };
}

async function putOrders(count: number, status = "open"): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const Item = {
      customerId: { S: "c-1" },
      orderId: { S: String(number).padStart(4, "0") },
      day: { S: `2026-03-0${number}` },
      status: { S: status },
      total: { N: String(number) },
      note: { S: "by the door" },
    };
    await dynamoDb.client.send(new PutItemCommand({ TableName: ordersTable, Item }));
  }
}

function query(more: Partial<QueryCommandInput> = {}, client = dynamoDb.client) {
  return client.send(
    new QueryCommand({
      TableName: ordersTable,
      IndexName: "by-status",
      KeyConditionExpression: "#status = :status",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: { ":status": { S: "open" } },
      ReturnConsumedCapacity: "INDEXES",
      ...more,
    }),
  );
}

const ofCustomer = {
  KeyConditionExpression: "customerId = :customer",
  ExpressionAttributeNames: undefined,
  ExpressionAttributeValues: { ":customer": { S: "c-1" } },
};

describe("a query of an index", () => {
  it("returns what the projection carries, and no more", async () => {
    await putOrders(1);

    const { Items } = await query();

    expect(Items).toEqual([
      {
        customerId: { S: "c-1" },
        orderId: { S: "0001" },
        status: { S: "open" },
        total: { N: "1" },
      },
    ]);
  });

  it("counts what it reads before the filter, and stops at its limit", async () => {
    await putOrders(3);
    const filter = {
      FilterExpression: "#total > :two",
      ExpressionAttributeNames: { "#status": "status", "#total": "total" },
      ExpressionAttributeValues: { ":status": { S: "open" }, ":two": { N: "2" } },
    };

    const whole = await query(filter);
    const first = await query({ ...filter, Limit: 2 });

    expect(whole).toMatchObject({ Count: 1, ScannedCount: 3 });
    expect(whole).not.toHaveProperty("LastEvaluatedKey");
    expect(first).toMatchObject({
      Count: 0,
      Items: [],
      ScannedCount: 2,
      LastEvaluatedKey: { orderId: { S: "0002" } },
    });
  });

  it("shows its units under the kind of its index, double where it is strongly consistent", async () => {
    await putOrders(1);

    const global = await query();
    const local = await query({ ...ofCustomer, IndexName: "by-day" });
    const fresh = await query({ ...ofCustomer, IndexName: "by-day", ConsistentRead: true });
    const table = await query({ ...ofCustomer, IndexName: undefined });

    expect(global.ConsumedCapacity).toEqual({
      TableName: ordersTable,
      CapacityUnits: 0.5,
      Table: { CapacityUnits: 0 },
      GlobalSecondaryIndexes: { "by-status": { CapacityUnits: 0.5 } },
    });
    expect(local.ConsumedCapacity?.LocalSecondaryIndexes).toEqual({
      "by-day": { CapacityUnits: 0.5 },
    });
    expect(fresh.ConsumedCapacity?.LocalSecondaryIndexes).toEqual({
      "by-day": { CapacityUnits: 1 },
    });
    expect(table.ConsumedCapacity).toMatchObject({ Table: { CapacityUnits: 0.5 } });
  });

  it("counts 4 KB of entries as one step, whatever the items weigh in the table", async () => {
    await putOrders(3);
    await dynamoDb.client.send(
      new PutItemCommand({
        TableName: ordersTable,
        Item: {
          customerId: { S: "c-1" },
          orderId: { S: "0009" },
          status: { S: "open" },
          note: { S: "x".repeat(20_000) },
        },
      }),
    );

    const { Count, ConsumedCapacity } = await query();

    expect(Count).toBe(4);
    expect(ConsumedCapacity?.CapacityUnits).toBe(0.5);
  });

  it.each([
    [
      "a strongly consistent read of a global index",
      { ConsistentRead: true },
      "Consistent reads are not supported on global secondary indexes",
    ],
    [
      "an index that is not there",
      { IndexName: "by-nothing" },
      "The table does not have the specified index: by-nothing",
    ],
    [
      "attributes that a global index does not carry",
      { Select: "ALL_ATTRIBUTES" },
      "Select type ALL_ATTRIBUTES is not supported for global secondary index by-status because its projection type is not ALL",
    ],
    [
      "a filter on a key attribute",
      {
        FilterExpression: "orderId = :status",
      },
      "Filter Expression can only contain non-primary key attributes: Primary key attribute: orderId",
    ],
    [
      "a query without the partition key",
      {
        KeyConditionExpression: "orderId = :status",
        ExpressionAttributeNames: undefined,
      },
      "Query condition missed key schema element: status",
    ],
  ] satisfies [string, Partial<QueryCommandInput>, string][])(
    "refuses %s",
    async (_what, more, words) => {
      await expect(query(more)).rejects.toMatchObject({
        name: "ValidationException",
        message: expect.stringContaining(words),
      });
    },
  );

  it("is refused while the index is being filled", async () => {
    await putOrders(2);
    dynamoDb.sandbox.accounts.get(learnerAccountId).changeSwitches({ settling: { index: 60_000 } });
    await dynamoDb.client.send(
      new UpdateTableCommand({
        TableName: ordersTable,
        AttributeDefinitions: [{ AttributeName: "note", AttributeType: "S" }],
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: "by-note",
              KeySchema: [{ AttributeName: "note", KeyType: "HASH" }],
              Projection: { ProjectionType: "KEYS_ONLY" },
            },
          },
        ],
      }),
    );
    const byNote = {
      IndexName: "by-note",
      ExpressionAttributeNames: { "#status": "note" },
      ExpressionAttributeValues: { ":status": { S: "by the door" } },
    };

    await expect(query(byNote)).rejects.toMatchObject({
      name: "ValidationException",
      message: "Cannot read from backfilling global secondary index: by-note",
    });
    dynamoDb.pass(60_000);
    await expect(query(byNote)).resolves.toMatchObject({ Count: 2 });
  });

  it("is allowed by the index alone, and to the keys that begin with a prefix", async () => {
    dynamoDb.sandbox.createAccount({
      accountId: "100000000015",
      accessKeys: [
        aKey("prober", {
          probes: {
            Version: "2012-10-17",
            Statement: {
              Effect: "Allow",
              Action: "dynamodb:Query",
              Resource: "arn:aws:dynamodb:us-east-1:100000000015:table/lab-orders/index/*",
              Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": "grader#*" } },
            },
          },
        }),
        aKey("owner"),
      ],
    });
    await createTable(dynamoDb.clientOf("owner"), twoIndexes());
    const prober = dynamoDb.clientOf("prober");
    const own = { ExpressionAttributeValues: { ":status": { S: "grader#1" } } };

    await expect(query(own, prober)).resolves.toMatchObject({ Count: 0 });
    await expect(query({}, prober)).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(query({ ...ofCustomer, IndexName: undefined }, prober)).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });
});

describe("a count", () => {
  it("comes without items, page by page", async () => {
    await putOrders(3);
    const count = (ExclusiveStartKey?: Record<string, { S: string }>) =>
      dynamoDb.client.send(
        new ScanCommand({
          TableName: ordersTable,
          Select: "COUNT",
          Limit: 2,
          ...(ExclusiveStartKey && { ExclusiveStartKey }),
        }),
      );

    const first = await count();
    const second = await count({ customerId: { S: "c-1" }, orderId: { S: "0002" } });

    expect(first).toMatchObject({ Count: 2, ScannedCount: 2, LastEvaluatedKey: {} });
    expect(first).not.toHaveProperty("Items");
    expect(second).toMatchObject({ Count: 1, ScannedCount: 1 });
    expect(second).not.toHaveProperty("LastEvaluatedKey");
  });
});

describe("a read of one item", () => {
  it("costs as much as the whole item, whatever it returns of it", async () => {
    await dynamoDb.client.send(
      new PutItemCommand({
        TableName: ordersTable,
        Item: {
          customerId: { S: "c-1" },
          orderId: { S: "0001" },
          note: { S: "x".repeat(5_000) },
        },
      }),
    );

    const { Item, ConsumedCapacity } = await dynamoDb.client.send(
      new GetItemCommand({
        TableName: ordersTable,
        Key: { customerId: { S: "c-1" }, orderId: { S: "0001" } },
        ProjectionExpression: "orderId",
        ConsistentRead: true,
        ReturnConsumedCapacity: "TOTAL",
      }),
    );

    expect(Item).toEqual({ orderId: { S: "0001" } });
    expect(ConsumedCapacity).toEqual({ TableName: ordersTable, CapacityUnits: 2 });
  });
});
