import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type CreateTableCommandInput,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aKey, learnerAccountId } from "../../testing.ts";
import {
  aDynamoDbSandbox,
  anIndexedTable,
  anOrdersTable,
  createTable,
  type DynamoDbSandbox,
  ordersArn,
  ordersTable,
} from "./testing.ts";

let dynamoDb: DynamoDbSandbox;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
});
afterEach(() => dynamoDb.sandbox.close());

const Key = { customerId: { S: "c-1" }, orderId: { S: "0001" } };

function anOrder(changes: Record<string, AttributeValue> = {}): Record<string, AttributeValue> {
  return { ...Key, total: { N: "42" }, ...changes };
}

function put(Item = anOrder(), more: Partial<PutItemCommand["input"]> = {}) {
  return dynamoDb.client.send(new PutItemCommand({ TableName: ordersTable, Item, ...more }));
}

describe("the items of a table", () => {
  it("are written under conditions and read back", async () => {
    await createTable(dynamoDb.client);
    await put(anOrder(), { ConditionExpression: "attribute_not_exists(customerId)" });

    const again = put(anOrder(), { ConditionExpression: "attribute_not_exists(customerId)" });
    await expect(again).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      message: "The conditional request failed",
    });
    const { Attributes } = await dynamoDb.client.send(
      new UpdateItemCommand({
        TableName: ordersTable,
        Key,
        UpdateExpression: "SET #state = :paid, #total = #total + :one",
        ConditionExpression: "#total = :total",
        ExpressionAttributeNames: { "#state": "state", "#total": "total" },
        ExpressionAttributeValues: {
          ":paid": { S: "paid" },
          ":one": { N: "1" },
          ":total": { N: "42" },
        },
        ReturnValues: "ALL_NEW",
      }),
    );
    const { Item } = await dynamoDb.client.send(
      new GetItemCommand({ TableName: ordersTable, Key, ConsistentRead: true }),
    );
    const removed = await dynamoDb.client.send(
      new DeleteItemCommand({ TableName: ordersTable, Key, ReturnValues: "ALL_OLD" }),
    );

    expect(Attributes).toEqual(anOrder({ state: { S: "paid" }, total: { N: "43" } }));
    expect(Item).toEqual(Attributes);
    expect(removed.Attributes).toEqual(Attributes);
    const gone = await dynamoDb.client.send(new GetItemCommand({ TableName: ordersTable, Key }));
    expect(gone).not.toHaveProperty("Item");
  });

  it("come with a failed condition if that was asked for", async () => {
    await createTable(dynamoDb.client);
    await put();

    const attempt = put(anOrder({ total: { N: "1" } }), {
      ConditionExpression: "attribute_not_exists(customerId)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });

    await expect(attempt).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      Item: anOrder(),
    });
  });

  it("are not there for who asks before the table is ACTIVE", async () => {
    dynamoDb.sandbox.accounts.get(learnerAccountId).changeSwitches({ settling: { table: 60_000 } });
    await createTable(dynamoDb.client);

    await expect(put()).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Requested resource not found",
    });
    dynamoDb.pass(60_000);
    await put();
  });

  it("can be reached by the ARN of the table, in batches too", async () => {
    await createTable(dynamoDb.client);
    const PutRequest = { Item: anOrder() };
    await dynamoDb.client.send(
      new BatchWriteItemCommand({ RequestItems: { [ordersArn]: [{ PutRequest }] } }),
    );

    const { Responses, UnprocessedKeys } = await dynamoDb.client.send(
      new BatchGetItemCommand({ RequestItems: { [ordersArn]: { Keys: [Key] } } }),
    );

    expect(Responses).toEqual({ [ordersArn]: [anOrder()] });
    expect(UnprocessedKeys).toEqual({});
  });

  it("are refused in transactions, by name", async () => {
    await createTable(dynamoDb.client);

    const attempt = dynamoDb.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [{ Put: { TableName: ordersTable, Item: anOrder() } }],
      }),
    );

    await expect(attempt).rejects.toThrow(/local sandbox.*TransactWriteItems/);
  });

  it("are refused with AWS's words", async () => {
    await createTable(dynamoDb.client, anIndexedTable());
    const query = { TableName: ordersTable, KeyConditionExpression: "customerId = :c" };
    const ExpressionAttributeValues = { ":c": { S: "c-1" } };

    await expect(put(anOrder({ orderId: { N: "1" } }))).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("Type mismatch for key orderId expected: S actual: N"),
    });
    await expect(
      dynamoDb.client.send(
        new QueryCommand({ ...query, ExpressionAttributeValues, IndexName: "by-date" }),
      ),
    ).rejects.toThrow("The table does not have the specified index: by-date");
    await expect(
      dynamoDb.client.send(
        new QueryCommand({
          TableName: ordersTable,
          IndexName: "by-status",
          ConsistentRead: true,
          KeyConditionExpression: "orderId = :c",
          ExpressionAttributeValues,
        }),
      ),
    ).rejects.toThrow("Consistent reads are not supported on global secondary indexes");
  });
});

describe("consumed capacity", () => {
  const note = (kilobytes: number) => ({ note: { S: "x".repeat(kilobytes * 1024) } });

  async function read(ConsistentRead: boolean, orderId = "0001") {
    const { ConsumedCapacity } = await dynamoDb.client.send(
      new GetItemCommand({
        TableName: ordersTable,
        Key: { ...Key, orderId: { S: orderId } },
        ConsistentRead,
        ReturnConsumedCapacity: "TOTAL",
      }),
    );
    return ConsumedCapacity?.CapacityUnits;
  }

  it("counts the kind of read by 4 KB, and a miss as the smallest item", async () => {
    await createTable(dynamoDb.client);
    await put(anOrder(note(5)));

    expect(await read(true)).toBe(2);
    expect(await read(false)).toBe(1);
    expect(await read(true, "missing")).toBe(1);
    expect(await read(false, "missing")).toBe(0.5);
  });

  it("counts what a write costs the table and each index", async () => {
    await createTable(dynamoDb.client, anIndexedTable());
    const write = (item: ReturnType<typeof anOrder>) =>
      put(item, { ReturnConsumedCapacity: "INDEXES" }).then((answer) => answer.ConsumedCapacity);

    const sparse = await write(anOrder(note(2)));
    const entered = await write(anOrder({ ...note(2), status: { S: "open" } }));
    const moved = await write(anOrder({ status: { S: "paid" } }));
    const untouched = await write(anOrder({ status: { S: "paid" }, ...note(1) }));

    expect(sparse).toEqual({
      TableName: ordersTable,
      CapacityUnits: 3,
      Table: { CapacityUnits: 3 },
    });
    expect(entered).toMatchObject({
      CapacityUnits: 4,
      GlobalSecondaryIndexes: { "by-status": { CapacityUnits: 1 } },
    });
    expect(moved?.GlobalSecondaryIndexes).toEqual({ "by-status": { CapacityUnits: 2 } });
    expect(untouched).not.toHaveProperty("GlobalSecondaryIndexes");
  });

  it("shows the units of a query under its index", async () => {
    await createTable(dynamoDb.client, anIndexedTable());
    const query = (status: string) =>
      dynamoDb.client.send(
        new QueryCommand({
          TableName: ordersTable,
          IndexName: "by-status",
          KeyConditionExpression: "#status = :status",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: { ":status": { S: status } },
          ReturnConsumedCapacity: "INDEXES",
        }),
      );
    await put(anOrder({ status: { S: "open" } }));

    for (const status of ["open", "nothing"]) {
      expect((await query(status)).ConsumedCapacity).toEqual({
        TableName: ordersTable,
        CapacityUnits: 0.5,
        Table: { CapacityUnits: 0 },
        GlobalSecondaryIndexes: { "by-status": { CapacityUnits: 0.5 } },
      });
    }
  });

  it("counts a batch of writes", async () => {
    await createTable(dynamoDb.client, anIndexedTable());

    const { ConsumedCapacity } = await dynamoDb.client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [ordersTable]: [
            { PutRequest: { Item: anOrder({ status: { S: "open" } }) } },
            { PutRequest: { Item: { ...anOrder(note(2)), orderId: { S: "0002" } } } },
          ],
        },
        ReturnConsumedCapacity: "INDEXES",
      }),
    );

    expect(ConsumedCapacity).toEqual([
      {
        TableName: ordersTable,
        CapacityUnits: 5,
        Table: { CapacityUnits: 4 },
        GlobalSecondaryIndexes: { "by-status": { CapacityUnits: 1 } },
      },
    ]);
  });
});

describe("a sparse index over keys only", () => {
  const indexed: Partial<CreateTableCommandInput> = {
    AttributeDefinitions: [
      ...(anOrdersTable().AttributeDefinitions ?? []),
      { AttributeName: "open", AttributeType: "S" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: "open",
        KeySchema: [{ AttributeName: "open", KeyType: "HASH" }],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
  };

  it("holds an item while it has the key", async () => {
    await createTable(dynamoDb.client, anOrdersTable(indexed));
    const scan = async () =>
      (await dynamoDb.client.send(new ScanCommand({ TableName: ordersTable, IndexName: "open" })))
        .Items;
    await put();
    await put({ ...anOrder({ open: { S: "yes" } }), orderId: { S: "0002" } });

    const entered = await scan();
    await dynamoDb.client.send(
      new UpdateItemCommand({
        TableName: ordersTable,
        Key: { ...Key, orderId: { S: "0002" } },
        UpdateExpression: "REMOVE #open",
        ExpressionAttributeNames: { "#open": "open" },
      }),
    );

    expect(entered).toEqual([{ ...Key, orderId: { S: "0002" }, open: { S: "yes" } }]);
    expect(await scan()).toEqual([]);
  });
});

describe("permissions on items", () => {
  it("can be cut to the keys that begin with a prefix", async () => {
    await createTable(dynamoDb.client);
    dynamoDb.sandbox.createAccount({
      accountId: "100000000015",
      accessKeys: [
        aKey("prober", {
          probes: {
            Version: "2012-10-17",
            Statement: {
              Effect: "Allow",
              Action: ["dynamodb:PutItem", "dynamodb:Query"],
              Resource: "arn:aws:dynamodb:us-east-1:100000000015:table/lab-orders",
              Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": "grader#*" } },
            },
          },
        }),
        aKey("owner"),
      ],
    });
    await createTable(dynamoDb.clientOf("owner"));
    const prober = dynamoDb.clientOf("prober");
    const putAs = (customerId: string) =>
      prober.send(
        new PutItemCommand({
          TableName: ordersTable,
          Item: { ...anOrder(), customerId: { S: customerId } },
        }),
      );
    const queryAs = (customerId: string) =>
      prober.send(
        new QueryCommand({
          TableName: ordersTable,
          KeyConditionExpression: "#c = :c",
          ExpressionAttributeNames: { "#c": "customerId" },
          ExpressionAttributeValues: { ":c": { S: customerId } },
        }),
      );

    await putAs("grader#1");
    expect((await queryAs("grader#1")).Count).toBe(1);
    await expect(putAs("c-1")).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(queryAs("c-1")).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});
