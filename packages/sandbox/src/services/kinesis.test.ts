import {
  DescribeKinesisStreamingDestinationCommand,
  DisableKinesisStreamingDestinationCommand,
  EnableKinesisStreamingDestinationCommand,
} from "@aws-sdk/client-dynamodb";
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamSummaryCommand,
  KinesisClient,
  ListStreamsCommand,
} from "@aws-sdk/client-kinesis";
import { SharedHttpHandler } from "@lab-grader/aws/shared-http-handler";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientConfig, learnerAccountId } from "../testing.ts";
import {
  aDynamoDbSandbox,
  createTable,
  type DynamoDbSandbox,
  ordersTable,
} from "./dynamodb/testing.ts";

const StreamARN = `arn:aws:kinesis:us-east-1:${learnerAccountId}:stream/orders`;
const onOrders = { TableName: ordersTable, StreamArn: StreamARN };
let dynamoDb: DynamoDbSandbox;
let kinesis: KinesisClient;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
  // The client would speak HTTP/2, which the sandbox doesn't.
  const requestHandler = new SharedHttpHandler({ callDeadlineSeconds: 10 });
  kinesis = new KinesisClient({ ...clientConfig(dynamoDb.sandbox, "learner-14"), requestHandler });
});
afterEach(() => dynamoDb.sandbox.close());

async function destinations() {
  const asked = new DescribeKinesisStreamingDestinationCommand({ TableName: ordersTable });
  return (await dynamoDb.client.send(asked)).KinesisDataStreamDestinations;
}

describe("Kinesis", () => {
  it("makes a stream, finds it by name and by ARN, and deletes it", async () => {
    await kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 2 }));

    const { StreamDescriptionSummary } = await kinesis.send(
      new DescribeStreamSummaryCommand({ StreamARN }),
    );
    const { StreamNames } = await kinesis.send(new ListStreamsCommand({}));
    await kinesis.send(new DeleteStreamCommand({ StreamName: "orders" }));

    expect(StreamDescriptionSummary).toMatchObject({
      StreamName: "orders",
      StreamARN,
      StreamStatus: "ACTIVE",
      OpenShardCount: 2,
      RetentionPeriodHours: 24,
    });
    expect(StreamNames).toEqual(["orders"]);
    await expect(
      kinesis.send(new DescribeStreamSummaryCommand({ StreamName: "orders" })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

describe("a table's Kinesis destinations", () => {
  beforeEach(async () => {
    await createTable(dynamoDb.client);
    await kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }));
  });

  it("stay in the list when they are disabled, and outlive their stream", async () => {
    const before = await destinations();
    const { DestinationStatus } = await dynamoDb.client.send(
      new EnableKinesisStreamingDestinationCommand(onOrders),
    );
    await kinesis.send(new DeleteStreamCommand({ StreamName: "orders" }));
    const withoutStream = await destinations();
    await dynamoDb.client.send(new DisableKinesisStreamingDestinationCommand(onOrders));

    expect(before).toEqual([]);
    expect(DestinationStatus).toBe("ENABLING");
    expect(withoutStream).toEqual([{ StreamArn: StreamARN, DestinationStatus: "ACTIVE" }]);
    expect(await destinations()).toEqual([{ StreamArn: StreamARN, DestinationStatus: "DISABLED" }]);
  });

  it("refuse a stream that is not there, and to be enabled twice", async () => {
    const missing = { ...onOrders, StreamArn: `${StreamARN}-missing` };
    await dynamoDb.client.send(new EnableKinesisStreamingDestinationCommand(onOrders));

    await expect(
      dynamoDb.client.send(new EnableKinesisStreamingDestinationCommand(missing)),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(
      dynamoDb.client.send(new EnableKinesisStreamingDestinationCommand(onOrders)),
    ).rejects.toMatchObject({ name: "ValidationException" });
    await expect(
      dynamoDb.client.send(new DisableKinesisStreamingDestinationCommand(missing)),
    ).rejects.toMatchObject({ name: "ValidationException" });
  });
});
