import { describe, expect, it } from "vitest";
import { kinesisDestination } from "./kinesis-destination.ts";
import { kinesisStreams } from "./kinesis-streams.ts";

const params = { region: "us-east-1", table: "lab-orders" };
const ordersArn = "arn:aws:kinesis:us-east-1:100000000014:stream/orders";
const goneArn = "arn:aws:kinesis:us-east-1:100000000014:stream/gone";
const place = { region: "us-east-1", observedAt: "2026-03-01T12:00:00.000Z" };

function destinations(output: object) {
  const asked = { operation: "DescribeKinesisStreamingDestination", input: {}, ...place };
  return kinesisDestination.fact.normalise(
    [{ ...asked, output: JSON.parse(JSON.stringify(output)) }],
    params,
  );
}

describe("dynamodb.kinesis-destination", () => {
  it("keeps the status of each destination: disabled ones stay in the list", () => {
    const value = destinations({
      TableName: "lab-orders",
      KinesisDataStreamDestinations: [
        { StreamArn: ordersArn, DestinationStatus: "ACTIVE" },
        {
          StreamArn: goneArn,
          DestinationStatus: "ENABLE_FAILED",
          DestinationStatusDescription: "The stream is not there.",
        },
      ],
    });

    expect(value).toEqual({
      exists: true,
      destinations: [
        { streamArn: ordersArn, status: "ACTIVE", statusDescription: "" },
        {
          streamArn: goneArn,
          status: "ENABLE_FAILED",
          statusDescription: "The stream is not there.",
        },
      ],
    });
  });

  it("reads an answer without a list as no destination", () => {
    expect(destinations({ TableName: "lab-orders" })).toEqual({ exists: true, destinations: [] });
  });
});

describe("kinesis.table-streams", () => {
  const asked = { operation: "DescribeStreamSummary", ...place };
  const there = {
    ...asked,
    input: { StreamARN: ordersArn },
    output: {
      StreamDescriptionSummary: {
        StreamName: "orders",
        StreamARN: ordersArn,
        StreamStatus: "ACTIVE",
        RetentionPeriodHours: 24,
        OpenShardCount: 1,
      },
    },
  };
  const gone = {
    ...asked,
    input: { StreamARN: goneArn },
    absent: "ResourceNotFoundException",
    message: "Stream gone under account 100000000014 not found.",
  };

  it("asks for the streams that the table names, and for nothing where it names none", () => {
    const { fact } = kinesisStreams;
    const streamOf = (streamArn: string) => ({
      streamArn,
      status: "ACTIVE",
      statusDescription: "",
    });
    const destination = { exists: true, destinations: [streamOf(ordersArn), streamOf(goneArn)] };

    expect(fact.ask(params, { destination }).map(({ input }) => input)).toEqual([
      { StreamARN: ordersArn },
      { StreamARN: goneArn },
    ]);
    expect(fact.ask(params, { destination: { exists: true, destinations: [] } })).toEqual([]);
    expect(fact.ask(params, { destination: { exists: false } })).toEqual([]);
  });

  it("finds the deleted stream behind a destination that still says ACTIVE", () => {
    const value = kinesisStreams.fact.normalise([there, gone], params);

    expect(value).toEqual({
      exists: false,
      streams: [
        {
          arn: ordersArn,
          exists: true,
          name: "orders",
          status: "ACTIVE",
          retentionHours: 24,
          openShards: 1,
          encryptionType: "NONE",
        },
        { arn: goneArn, exists: false },
      ],
    });
    expect(kinesisStreams.fact.leavesBehind(value, params)).toEqual([
      {
        what: "Kinesis data stream",
        name: "orders",
        region: "us-east-1",
        command:
          "aws kinesis delete-stream --region us-east-1 --stream-name orders --enforce-consumer-deletion",
        cost: "costs",
      },
    ]);
  });
});
