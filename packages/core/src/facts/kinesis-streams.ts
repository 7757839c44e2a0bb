import * as z from "zod";
import { defineFact, type LeftOver, type NormalisedInput } from "./fact.ts";
import { kinesisDestination } from "./kinesis-destination.ts";
import { deletion } from "./left-over-commands.ts";
import { TableParams } from "./table-params.ts";

const DescribeStreamSummaryOutput = z.object({
  StreamDescriptionSummary: z.object({
    StreamName: z.string(),
    StreamARN: z.string().optional(),
    StreamStatus: z.string().optional(),
    RetentionPeriodHours: z.number().optional(),
    OpenShardCount: z.number().optional(),
    EncryptionType: z.string().optional(),
  }),
});

export type KinesisStream =
  | { readonly arn: string; readonly exists: false }
  | {
      readonly arn: string;
      readonly exists: true;
      readonly name: string;
      readonly status: string;
      readonly retentionHours: number | undefined;
      readonly openShards: number | undefined;
      readonly encryptionType: string;
    };

export interface KinesisStreams {
  /** True when each of the streams is there. */
  readonly exists: boolean;
  readonly streams: readonly KinesisStream[];
}

/** A destination can stay ACTIVE after its stream was deleted, so the streams are asked themselves. */
export const kinesisStreams = defineFact({
  kind: "kinesis.table-streams",
  summary: "the Kinesis data streams that the table names as destinations",
  params: TableParams,
  operations: {
    DescribeStreamSummary: {
      service: "kinesis",
      absence: ["ResourceNotFoundException"],
      keep: [
        "StreamDescriptionSummary.StreamName",
        "StreamDescriptionSummary.StreamARN",
        "StreamDescriptionSummary.StreamStatus",
        "StreamDescriptionSummary.RetentionPeriodHours",
        "StreamDescriptionSummary.OpenShardCount",
        "StreamDescriptionSummary.EncryptionType",
      ],
    },
  },
  after: (params) => ({ destination: kinesisDestination(params) }),
  iam: ({ region }) => [
    {
      action: "kinesis:DescribeStreamSummary",
      resource: `arn:aws:kinesis:${region}:$account:stream/*`,
    },
  ],
  ask: ({ region }, { destination }) =>
    (destination.exists ? destination.destinations : []).map(({ streamArn }) => ({
      operation: "DescribeStreamSummary",
      region,
      input: { StreamARN: streamArn },
    })),
  normalise: (answers): KinesisStreams => {
    const streams = answers.map(streamOf);
    return { exists: streams.length > 0 && streams.every(({ exists }) => exists), streams };
  },
  leavesBehind: ({ streams }, { region }): readonly LeftOver[] =>
    streams.flatMap((stream) =>
      stream.exists && stream.status !== "DELETING"
        ? [
            {
              what: "Kinesis data stream",
              name: stream.name,
              region,
              command: deletion("kinesis delete-stream", region, {
                "stream-name": stream.name,
                "enforce-consumer-deletion": true,
              }),
              cost: "costs",
            },
          ]
        : [],
    ),
});

function streamOf(answer: NormalisedInput): KinesisStream {
  const asked = z.object({ StreamARN: z.string().default("") }).parse(answer.input).StreamARN;
  if ("absent" in answer) return { arn: asked, exists: false };
  const { StreamDescriptionSummary: summary } = DescribeStreamSummaryOutput.parse(answer.output);
  return {
    arn: summary.StreamARN ?? asked,
    exists: true,
    name: summary.StreamName,
    status: summary.StreamStatus ?? "",
    retentionHours: summary.RetentionPeriodHours,
    openShards: summary.OpenShardCount,
    encryptionType: summary.EncryptionType ?? "NONE",
  };
}
