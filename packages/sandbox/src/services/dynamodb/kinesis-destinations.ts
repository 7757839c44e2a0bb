import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { findStream } from "../kinesis.ts";
import { validationError } from "./errors.ts";
import { onTable } from "./iam.ts";
import { parseInput } from "./parse-input.ts";
import { TableNameOrArn } from "./shapes.ts";
import { servesItems, type Table } from "./table.ts";
import { getSettledTable } from "./table-lookup.ts";

const DescribeInput = z.object({ TableName: TableNameOrArn });
const StreamInput = z.object({
  TableName: TableNameOrArn,
  StreamArn: z.string().min(37).max(1024),
});

interface Destination {
  readonly streamArn: string;
  isOn: boolean;
}

/** By the table itself: one that is made again under the name begins without destinations. */
const destinations = new WeakMap<Table, Map<string, Destination>>();

/** Disabled destinations stay in the list, and one whose stream was deleted stays ACTIVE, as on AWS. */
export const describeKinesisStreamingDestination: AwsOperation = {
  iam: onTable,
  answer(request) {
    const table = getSettledTable(request, parseInput(DescribeInput, request.input).TableName);
    return {
      TableName: table.name,
      KinesisDataStreamDestinations: [...destinationsOf(table).values()].map(
        ({ streamArn, isOn }) => ({
          StreamArn: streamArn,
          DestinationStatus: isOn ? "ACTIVE" : "DISABLED",
        }),
      ),
    };
  },
};

export const enableKinesisStreamingDestination: AwsOperation = {
  iam: onTable,
  answer(request) {
    const { table, streamArn } = destinationInput(request);
    const known = destinationsOf(table);
    if (known.get(streamArn)?.isOn) throw wrongState("enable", "DISABLED or ENABLE_FAILED");
    if (findStream(request.account, request.region, streamArn) === undefined)
      throw new AwsError(
        "ResourceNotFoundException",
        `Requested resource not found: Kinesis Data Stream: ${streamArn}`,
      );
    known.set(streamArn, { streamArn, isOn: true });
    return changed(table, streamArn, "ENABLING");
  },
};

export const disableKinesisStreamingDestination: AwsOperation = {
  iam: onTable,
  answer(request) {
    const { table, streamArn } = destinationInput(request);
    const destination = destinationsOf(table).get(streamArn);
    if (destination === undefined || !destination.isOn) throw wrongState("disable", "ACTIVE");
    destination.isOn = false;
    return changed(table, streamArn, "DISABLING");
  },
};

function destinationInput(request: AwsRequest): { table: Table; streamArn: string } {
  const input = parseInput(StreamInput, request.input);
  const table = getSettledTable(request, input.TableName);
  if (!servesItems(table, request.now))
    throw new AwsError(
      "ResourceInUseException",
      `Table is not in a valid state to change its Kinesis Streaming Destination: ${table.name}`,
    );
  return { table, streamArn: input.StreamArn };
}

function wrongState(change: "enable" | "disable", needed: string): AwsError {
  const operation = change === "enable" ? "EnableKinesis" : "DisableKinesis";
  return validationError(
    `Table is not in a valid state to ${change} Kinesis Streaming Destination: ${operation}StreamingDestination must be ${needed} to perform ${change.toUpperCase()} operation.`,
  );
}

function changed(table: Table, streamArn: string, status: string): JsonObject {
  return { TableName: table.name, StreamArn: streamArn, DestinationStatus: status };
}

function destinationsOf(table: Table): Map<string, Destination> {
  const known = destinations.get(table) ?? new Map<string, Destination>();
  destinations.set(table, known);
  return known;
}
