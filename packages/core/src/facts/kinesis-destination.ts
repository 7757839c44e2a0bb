import * as z from "zod";
import { defineFact } from "./fact.ts";
import { TableParams, tableArn } from "./table-params.ts";

const DescribeOutput = z.object({
  TableName: z.string(),
  KinesisDataStreamDestinations: z
    .array(
      z.object({
        StreamArn: z.string(),
        DestinationStatus: z.string().optional(),
        DestinationStatusDescription: z.string().optional(),
      }),
    )
    .optional(),
});

export interface KinesisDestination {
  readonly streamArn: string;
  /** Only `ACTIVE` sends; entries that were disabled or failed stay in the list. */
  readonly status: string;
  readonly statusDescription: string;
}

export type KinesisDestinations =
  | { readonly exists: false }
  | { readonly exists: true; readonly destinations: readonly KinesisDestination[] };

/** Where the table's changes are sent to; whether the streams are still there, Kinesis must say. */
export const kinesisDestination = defineFact({
  kind: "dynamodb.kinesis-destination",
  summary: "the Kinesis data streams to which the table sends its changes",
  params: TableParams,
  operations: {
    DescribeKinesisStreamingDestination: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException"],
      keep: ["TableName", "KinesisDataStreamDestinations"],
    },
  },
  iam: (params) => [
    { action: "dynamodb:DescribeKinesisStreamingDestination", resource: tableArn(params) },
  ],
  ask: ({ region, table }) => [
    { operation: "DescribeKinesisStreamingDestination", region, input: { TableName: table } },
  ],
  normalise: ([answer]): KinesisDestinations => {
    if (!answer || "absent" in answer) return { exists: false };
    const { KinesisDataStreamDestinations: destinations = [] } = DescribeOutput.parse(
      answer.output,
    );
    return {
      exists: true,
      destinations: destinations.map((destination) => ({
        streamArn: destination.StreamArn,
        status: destination.DestinationStatus ?? "",
        statusDescription: destination.DestinationStatusDescription ?? "",
      })),
    };
  },
});
