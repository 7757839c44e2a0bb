import {
  DeleteTableCommand,
  DescribeTableCommand,
  PutItemCommand,
  QueryCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { learnerAccountId } from "../../testing.ts";
import { settleDynamoDb } from "./region.ts";
import {
  aDynamoDbSandbox,
  anIndexedTable,
  anOrdersTable,
  byStatus,
  createTable,
  type DynamoDbSandbox,
  ordersTable,
} from "./testing.ts";

let dynamoDb: DynamoDbSandbox;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
});
afterEach(() => dynamoDb.sandbox.close());

async function update(changes: Omit<UpdateTableCommandInput, "TableName">) {
  const answer = await dynamoDb.client.send(
    new UpdateTableCommand({ TableName: ordersTable, ...changes }),
  );
  return answer.TableDescription;
}

async function describeOrders() {
  const answer = await dynamoDb.client.send(new DescribeTableCommand({ TableName: ordersTable }));
  return answer.Table ?? {};
}

function queryByStatus() {
  return dynamoDb.client.send(
    new QueryCommand({
      TableName: ordersTable,
      IndexName: "by-status",
      KeyConditionExpression: "#status = :open",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: { ":open": { S: "open" } },
    }),
  );
}

function putOrder(orderId: string) {
  const Item = {
    customerId: { S: "c-1" },
    orderId: { S: orderId },
    status: { S: "open" },
    total: { N: "42" },
    note: { S: "by the window" },
  };
  return dynamoDb.client.send(new PutItemCommand({ TableName: ordersTable, Item }));
}

const { AttributeDefinitions } = anIndexedTable();
const addIndex = {
  AttributeDefinitions,
  GlobalSecondaryIndexUpdates: [{ Create: byStatus }],
};

function settleSlowly(settling: { index?: number; table?: number; encryption?: number }) {
  dynamoDb.sandbox.accounts.get(learnerAccountId).changeSwitches({ settling });
}

describe("an index that is added to a table", () => {
  it("is filled with the items that were there", async () => {
    await createTable(dynamoDb.client);
    await putOrder("0001");
    await update(addIndex);
    await putOrder("0002");

    const { Items } = await queryByStatus();

    expect(Items).toEqual(
      ["0001", "0002"].map((orderId) => ({
        customerId: { S: "c-1" },
        orderId: { S: orderId },
        status: { S: "open" },
        total: { N: "42" },
      })),
    );
  });

  it("is CREATING and backfilling under an ACTIVE table until it has settled", async () => {
    settleSlowly({ index: 600_000 });
    await createTable(dynamoDb.client);

    const answer = await update(addIndex);
    const backfilling = await describeOrders();
    await expect(queryByStatus()).rejects.toThrow(/backfilling/);
    dynamoDb.pass(600_000);
    const settled = await describeOrders();

    expect(answer).toMatchObject({ TableStatus: "UPDATING" });
    expect(answer?.GlobalSecondaryIndexes).toMatchObject([{ Backfilling: false }]);
    expect(backfilling.TableStatus).toBe("ACTIVE");
    expect(backfilling.GlobalSecondaryIndexes).toMatchObject([
      { IndexStatus: "CREATING", Backfilling: true },
    ]);
    expect(settled.GlobalSecondaryIndexes).toMatchObject([{ IndexStatus: "ACTIVE" }]);
    expect(settled.GlobalSecondaryIndexes?.[0]).not.toHaveProperty("Backfilling");
    expect((await queryByStatus()).Count).toBe(0);
  });

  it("keeps others and the deletion of the table waiting", async () => {
    settleSlowly({ index: 600_000 });
    await createTable(dynamoDb.client);
    await update(addIndex);

    const another = { Create: { ...byStatus, IndexName: "another" } };
    const second = update({ AttributeDefinitions, GlobalSecondaryIndexUpdates: [another] });

    await expect(second).rejects.toMatchObject({ name: "LimitExceededException" });
    await expect(
      dynamoDb.client.send(new DeleteTableCommand({ TableName: ordersTable })),
    ).rejects.toMatchObject({ name: "ResourceInUseException" });
  });

  it("settles when the sandbox is told to settle everything", async () => {
    settleSlowly({ index: 600_000 });
    await createTable(dynamoDb.client);
    await update(addIndex);

    settleDynamoDb(dynamoDb.sandbox.accounts.get(learnerAccountId), Date.now());

    expect((await describeOrders()).GlobalSecondaryIndexes?.[0]?.IndexStatus).toBe("ACTIVE");
  });
});

describe("an index that is deleted", () => {
  it("takes its attribute along and leaves no empty list", async () => {
    await createTable(dynamoDb.client, anIndexedTable());

    await update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-status" } }] });

    const table = await describeOrders();
    expect(table).not.toHaveProperty("GlobalSecondaryIndexes");
    expect(table.AttributeDefinitions?.map((one) => one.AttributeName)).toEqual([
      "customerId",
      "orderId",
    ]);
    await expect(queryByStatus()).rejects.toThrow("does not have the specified index");
  });

  it("can be made again with another projection", async () => {
    await createTable(dynamoDb.client, anIndexedTable());
    await putOrder("0001");
    await update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-status" } }] });
    const wide = { ...byStatus, Projection: { ProjectionType: "ALL" } } as const;

    await update({ AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create: wide }] });

    expect((await queryByStatus()).Items).toMatchObject([{ note: { S: "by the window" } }]);
  });
});

describe("the billing mode", () => {
  it("stays visible once a table was on-demand, and drops the ceilings", async () => {
    await createTable(
      dynamoDb.client,
      anOrdersTable({ OnDemandThroughput: { MaxWriteRequestUnits: 500 } }),
    );

    await update({
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
    });

    const table = await describeOrders();
    expect(table.BillingModeSummary).toMatchObject({ BillingMode: "PROVISIONED" });
    expect(table.BillingModeSummary?.LastUpdateToPayPerRequestDateTime).toBeInstanceOf(Date);
    expect(table).not.toHaveProperty("OnDemandThroughput");
    expect(table.WarmThroughput).toMatchObject({ ReadUnitsPerSecond: 12_000 });
  });

  it("needs units for every index when it becomes PROVISIONED", async () => {
    await createTable(dynamoDb.client, anIndexedTable());
    const units = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
    const change = { BillingMode: "PROVISIONED", ProvisionedThroughput: units } as const;

    await expect(update(change)).rejects.toThrow(
      "ProvisionedThroughput must be specified for index: by-status",
    );
    await update({
      ...change,
      GlobalSecondaryIndexUpdates: [
        { Update: { IndexName: "by-status", ProvisionedThroughput: units } },
      ],
    });

    expect((await describeOrders()).GlobalSecondaryIndexes?.[0]).toMatchObject({
      IndexStatus: "ACTIVE",
      ProvisionedThroughput: units,
    });
  });

  it("loses a ceiling by -1", async () => {
    const limits = { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 20 };
    await createTable(dynamoDb.client, anOrdersTable({ OnDemandThroughput: limits }));

    await update({ OnDemandThroughput: { MaxReadRequestUnits: -1 } });
    const one = await describeOrders();
    await update({ OnDemandThroughput: { MaxWriteRequestUnits: -1 } });
    const none = await describeOrders();

    expect(one.OnDemandThroughput).toEqual({ MaxWriteRequestUnits: 20 });
    expect(none).not.toHaveProperty("OnDemandThroughput");
  });

  it("allows four decreases a day and then one an hour", async () => {
    const units = (write: number) => ({ ReadCapacityUnits: 1, WriteCapacityUnits: write });
    await createTable(
      dynamoDb.client,
      anOrdersTable({ BillingMode: "PROVISIONED", ProvisionedThroughput: units(9) }),
    );

    for (const write of [8, 7, 6, 5]) await update({ ProvisionedThroughput: units(write) });

    await expect(update({ ProvisionedThroughput: units(5) })).rejects.toThrow("will not change");
    await expect(update({ ProvisionedThroughput: units(4) })).rejects.toMatchObject({
      name: "LimitExceededException",
    });
    expect((await describeOrders()).ProvisionedThroughput).toMatchObject({
      NumberOfDecreasesToday: 4,
      WriteCapacityUnits: 5,
    });
  });
});

describe("other changes", () => {
  it("come one at a time", async () => {
    await createTable(dynamoDb.client);

    await expect(update({})).rejects.toThrow(/^At least one of ProvisionedThroughput/);
    await expect(
      update({ DeletionProtectionEnabled: true, TableClass: "STANDARD_INFREQUENT_ACCESS" }),
    ).rejects.toThrow("TableClass modification must be the only operation in the request");
    await expect(update({ ...addIndex, DeletionProtectionEnabled: true })).rejects.toThrow(
      "DeletionProtection modification must be the only operation in the request",
    );
    const two = [{ Create: byStatus }, { Create: { ...byStatus, IndexName: "another" } }];
    await expect(
      update({ AttributeDefinitions, GlobalSecondaryIndexUpdates: two }),
    ).rejects.toMatchObject({ name: "LimitExceededException" });
  });

  it("remember a stream that was turned off", async () => {
    await createTable(dynamoDb.client);
    await update({ StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } });
    const on = await describeOrders();

    await update({ StreamSpecification: { StreamEnabled: false } });

    const off = await describeOrders();
    expect(off).not.toHaveProperty("StreamSpecification");
    expect(off.LatestStreamArn).toBe(on.LatestStreamArn);
    await expect(update({ StreamSpecification: { StreamEnabled: false } })).rejects.toThrow(
      "Table has no stream to disable",
    );
  });

  it("show the old key until a table is encrypted with the new one", async () => {
    settleSlowly({ encryption: 22_000 });
    await createTable(
      dynamoDb.client,
      anOrdersTable({ SSESpecification: { Enabled: true, SSEType: "KMS" } }),
    );
    const managed = (await describeOrders()).SSEDescription;

    await update({ SSESpecification: { Enabled: false } });
    const during = await describeOrders();
    dynamoDb.pass(22_000);
    const after = await describeOrders();

    expect(managed).toMatchObject({ Status: "ENABLED", SSEType: "KMS" });
    expect(during.TableStatus).toBe("ACTIVE");
    expect(during.SSEDescription).toEqual({ ...managed, Status: "UPDATING" });
    expect(after).not.toHaveProperty("SSEDescription");
  });

  it("wait while the table is being updated, except for deletion protection", async () => {
    await createTable(dynamoDb.client);
    settleSlowly({ table: 60_000 });
    await update({ TableClass: "STANDARD_INFREQUENT_ACCESS" });

    await expect(update({ TableClass: "STANDARD" })).rejects.toMatchObject({
      name: "ResourceInUseException",
    });
    await update({ DeletionProtectionEnabled: true });
    const during = await describeOrders();
    dynamoDb.pass(60_000);
    await update({ TableClass: "STANDARD" });

    expect(during).toMatchObject({ TableStatus: "UPDATING", DeletionProtectionEnabled: true });
  });
});

describe("deleting a table", () => {
  it("is refused while it is protected", async () => {
    await createTable(dynamoDb.client, anOrdersTable({ DeletionProtectionEnabled: true }));

    const attempt = dynamoDb.client.send(new DeleteTableCommand({ TableName: ordersTable }));

    await expect(attempt).rejects.toMatchObject({
      name: "ValidationException",
      message:
        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    });
  });

  it("takes the items along, also for a new table of the same name", async () => {
    await createTable(dynamoDb.client, anIndexedTable());
    await putOrder("0001");

    await dynamoDb.client.send(new DeleteTableCommand({ TableName: ordersTable }));
    await expect(describeOrders()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await createTable(dynamoDb.client, anIndexedTable());

    expect((await queryByStatus()).Count).toBe(0);
  });
});
