import {
  CloudWatchClient,
  GetMetricDataCommand,
  ListMetricsCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  BatchWriteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientConfig, learnerAccountId } from "../../testing.ts";
import {
  aDynamoDbSandbox,
  anIndexedTable,
  anOrdersTable,
  createTable,
  type DynamoDbSandbox,
  ordersTable,
} from "./testing.ts";

let dynamoDb: DynamoDbSandbox;
let cloudWatch: CloudWatchClient;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
  cloudWatch = new CloudWatchClient(clientConfig(dynamoDb.sandbox, "learner-14"));
});
afterEach(() => dynamoDb.sandbox.close());

const order = (orderId: string, size = 1) => ({
  customerId: { S: "c1" },
  orderId: { S: orderId },
  status: { S: "open" },
  note: { S: "x".repeat(size) },
});
const putOrder = (orderId: string, size?: number) =>
  dynamoDb.client.send(new PutItemCommand({ TableName: ordersTable, Item: order(orderId, size) }));

async function sumOf(
  MetricName: string,
  dimensions: Record<string, string> = {},
): Promise<unknown> {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const { MetricDataResults } = await cloudWatch.send(
    new GetMetricDataCommand({
      MetricDataQueries: [
        {
          Id: "m0",
          MetricStat: {
            Metric: { Namespace: "AWS/DynamoDB", MetricName, Dimensions },
            Period: 3600,
            Stat: "Sum",
          },
        },
      ],
      StartTime: new Date(Date.now() - 7_200_000),
      EndTime: new Date(Date.now() + 7_200_000),
    }),
  );
  const values = MetricDataResults?.[0]?.Values ?? [];
  return values.length === 0 ? "no data" : values.reduce((sum, value) => sum + value, 0);
}

const table = { TableName: ordersTable };

describe("metrics of item operations", () => {
  it("are not there where there was no traffic", async () => {
    await createTable(dynamoDb.client);
    await dynamoDb.client.send(new DescribeTableCommand(table));

    const { Metrics } = await cloudWatch.send(new ListMetricsCommand());

    expect(Metrics).toEqual([]);
  });

  it("count units for the table and for each index, also where nobody asked to be told", async () => {
    await createTable(dynamoDb.client, anIndexedTable());
    const answer = await putOrder("0001", 2000);
    await dynamoDb.client.send(
      new GetItemCommand({ ...table, Key: { customerId: { S: "c1" }, orderId: { S: "0001" } } }),
    );
    await dynamoDb.client.send(
      new QueryCommand({
        ...table,
        IndexName: "by-status",
        KeyConditionExpression: "#status = :open",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":open": { S: "open" } },
      }),
    );

    const onIndex = { ...table, GlobalSecondaryIndexName: "by-status" };

    expect(answer.ConsumedCapacity).toBeUndefined();
    expect(await sumOf("ConsumedWriteCapacityUnits", table)).toBe(2);
    expect(await sumOf("ConsumedWriteCapacityUnits", onIndex)).toBe(1);
    expect(await sumOf("ConsumedReadCapacityUnits", table)).toBe(0.5);
    expect(await sumOf("ConsumedReadCapacityUnits", onIndex)).toBe(0.5);
    expect(await sumOf("ReturnedItemCount", { ...table, Operation: "Query" })).toBe(1);
    expect(
      await sumOf("SuccessfulRequestLatency", { ...table, Operation: "PutItem" }),
    ).toBeGreaterThan(0);
    expect(await sumOf("WriteThrottleEvents", table)).toBe("no data");
  });

  it("tell the caller what was asked for and no more", async () => {
    await createTable(dynamoDb.client, anIndexedTable());
    const put = (ReturnConsumedCapacity: "INDEXES" | "TOTAL" | "NONE") =>
      dynamoDb.client.send(
        new PutItemCommand({ ...table, Item: order("0001"), ReturnConsumedCapacity }),
      );

    expect((await put("TOTAL")).ConsumedCapacity).toEqual({ ...table, CapacityUnits: 2 });
    expect((await put("INDEXES")).ConsumedCapacity).toHaveProperty("Table");
    expect((await put("NONE")).ConsumedCapacity).toBeUndefined();
  });

  it("count throttled calls by table and operation, and throttle events by table alone", async () => {
    await createTable(dynamoDb.client);
    const throttle = [{ operation: "dynamodb:PutItem", first: 2 }];
    dynamoDb.sandbox.accounts.get(learnerAccountId).changeSwitches({ throttle });

    for (const number of ["1", "2"])
      await expect(putOrder(number)).rejects.toMatchObject({ name: "ThrottlingException" });

    expect(await sumOf("ThrottledRequests", { ...table, Operation: "PutItem" })).toBe(2);
    expect(await sumOf("ThrottledRequests", table)).toBe("no data");
    expect(await sumOf("WriteThrottleEvents", table)).toBe(2);
    expect(await sumOf("ReadThrottleEvents", table)).toBe("no data");
    expect(await sumOf("UserErrors")).toBe("no data");
  });

  it("count user errors for account and region, of no table", async () => {
    await createTable(dynamoDb.client);
    const condition = { ConditionExpression: "attribute_exists(customerId)" };

    await expect(
      dynamoDb.client.send(new PutItemCommand({ ...table, Item: order("1"), ...condition })),
    ).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });
    await expect(
      dynamoDb.client.send(new PutItemCommand({ ...table, Item: { customerId: { S: "c1" } } })),
    ).rejects.toMatchObject({ name: "ValidationException" });

    expect(await sumOf("UserErrors")).toBe(1);
    expect(await sumOf("UserErrors", table)).toBe("no data");
    expect(await sumOf("ConditionalCheckFailedRequests", table)).toBe(1);
  });
});

describe("throughput", () => {
  it("at an on-demand ceiling takes what fits of a batch, and hands back the rest", async () => {
    await createTable(
      dynamoDb.client,
      anOrdersTable({ OnDemandThroughput: { MaxWriteRequestUnits: 2 } }),
    );
    const writes = ["1", "2", "3", "4", "5"].map((one) => ({ PutRequest: { Item: order(one) } }));

    const { UnprocessedItems } = await dynamoDb.client.send(
      new BatchWriteItemCommand({ RequestItems: { [ordersTable]: writes } }),
    );

    await expect(putOrder("6")).rejects.toMatchObject({
      name: "ThrottlingException",
      ThrottlingReasons: [{ reason: "TableWriteMaxOnDemandThroughputExceeded" }],
    });
    expect(UnprocessedItems?.[ordersTable]).toHaveLength(3);
    expect(await sumOf("ConsumedWriteCapacityUnits", table)).toBe(2);
    expect(await sumOf("WriteThrottleEvents", table)).toBe(4);
    expect(await sumOf("WriteMaxOnDemandThroughputThrottleEvents", table)).toBe(4);
    expect(await sumOf("ThrottledRequests", { ...table, Operation: "PutItem" })).toBe(1);
    dynamoDb.pass(1000);
    await putOrder("6");
  });

  it("of a provisioned table has five minutes in hand, and grows again with time", async () => {
    const Throughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
    await createTable(
      dynamoDb.client,
      anOrdersTable({ BillingMode: "PROVISIONED", ProvisionedThroughput: Throughput }),
    );
    const large = 200_000;

    await putOrder("1", large);
    await putOrder("2", large);
    await expect(putOrder("3", large)).rejects.toMatchObject({
      name: "ProvisionedThroughputExceededException",
      ThrottlingReasons: [{ reason: "TableWriteProvisionedThroughputExceeded" }],
    });
    dynamoDb.pass(200_000);
    await putOrder("3", large);

    expect(await sumOf("WriteProvisionedThroughputThrottleEvents", table)).toBe(1);
  });

  it("begins anew with a table that is made again", async () => {
    const ceiling = anOrdersTable({ OnDemandThroughput: { MaxWriteRequestUnits: 1 } });
    await createTable(dynamoDb.client, ceiling);
    await putOrder("1", 3000);
    await dynamoDb.client.send(new DeleteTableCommand(table));
    await createTable(dynamoDb.client, ceiling);

    await expect(putOrder("1")).resolves.toBeDefined();
  });
});
