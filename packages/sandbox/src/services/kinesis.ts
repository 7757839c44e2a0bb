import * as z from "zod";
import { type Account, regionalState } from "../accounts.ts";
import { AwsError } from "../aws-error.ts";
import type { AwsOperation, AwsRequest, AwsService, JsonObject } from "../service.ts";

const StreamName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[a-zA-Z0-9_.-]+$/);
const CreateStreamInput = z.object({
  StreamName,
  ShardCount: z.number().int().min(1).optional(),
  StreamModeDetails: z.object({ StreamMode: z.enum(["PROVISIONED", "ON_DEMAND"]) }).optional(),
});
const StreamInput = z
  .object({ StreamName: StreamName.optional(), StreamARN: z.string().optional() })
  .refine(({ StreamName: name, StreamARN: arn }) => name !== undefined || arn !== undefined);
const ListStreamsInput = z.object({
  Limit: z.number().int().min(1).max(10_000).default(100),
  ExclusiveStartStreamName: z.string().optional(),
});

export interface KinesisStream {
  readonly name: string;
  readonly arn: string;
  readonly mode: "PROVISIONED" | "ON_DEMAND";
  readonly shards: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

const streamsOf = regionalState(() => new Map<string, KinesisStream>());

/** The stream of an ARN, if the account has it. */
export function findStream(
  account: Account,
  region: string,
  arn: string,
): KinesisStream | undefined {
  return [...streamsOf(account, region).values()].find((stream) => stream.arn === arn);
}

/** Kinesis Data Streams that can be made, looked at and deleted; they take no records. */
export function createKinesisService(): AwsService {
  return {
    signingName: "kinesis",
    protocol: "json-1.1",
    errorNamespace: "com.amazonaws.kinesis.v20131202",
    operations: {
      CreateStream: onStream(createStream),
      DeleteStream: onStream((request) => {
        const stream = getStream(request);
        streamsOf(request.account, request.region).delete(stream.name);
        return {};
      }),
      DescribeStreamSummary: onStream((request) => ({
        StreamDescriptionSummary: describe(getStream(request)),
      })),
      ListStreams: {
        iam: () => ({ action: "kinesis:ListStreams", resources: ["*"] }),
        answer: listStreams,
      },
    },
  };
}

function onStream(answer: (request: AwsRequest) => JsonObject): AwsOperation {
  return {
    iam: (request) => {
      const { StreamARN, StreamName: name } = request.input;
      const arn = typeof StreamARN === "string" ? StreamARN : streamArn(request, String(name));
      return { action: `kinesis:${request.operation}`, resources: [arn] };
    },
    answer,
  };
}

function createStream(request: AwsRequest): JsonObject {
  const input = parse(CreateStreamInput, request);
  const streams = streamsOf(request.account, request.region);
  if (streams.has(input.StreamName))
    throw new AwsError(
      "ResourceInUseException",
      `Stream ${input.StreamName} under account ${request.account.accountId} already exists.`,
    );
  const mode = input.StreamModeDetails?.StreamMode ?? "PROVISIONED";
  if (mode === "PROVISIONED" && input.ShardCount === undefined)
    throw new AwsError("ValidationException", "ShardCount is required for a provisioned stream.");
  streams.set(input.StreamName, {
    name: input.StreamName,
    arn: streamArn(request, input.StreamName),
    mode,
    // An on-demand stream begins with four: docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
    shards: input.ShardCount ?? 4,
    createdAt: request.now,
  });
  return {};
}

function listStreams(request: AwsRequest): JsonObject {
  const { Limit, ExclusiveStartStreamName: after = "" } = parse(ListStreamsInput, request);
  const streams = [...streamsOf(request.account, request.region).values()]
    .filter(({ name }) => name > after)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = streams.slice(0, Limit);
  return {
    StreamNames: page.map(({ name }) => name),
    HasMoreStreams: page.length < streams.length,
    StreamSummaries: page.map((stream) => ({
      StreamName: stream.name,
      StreamARN: stream.arn,
      StreamStatus: "ACTIVE",
      StreamModeDetails: { StreamMode: stream.mode },
      StreamCreationTimestamp: stream.createdAt / 1000,
    })),
  };
}

function describe(stream: KinesisStream): JsonObject {
  return {
    StreamName: stream.name,
    StreamARN: stream.arn,
    StreamStatus: "ACTIVE",
    StreamModeDetails: { StreamMode: stream.mode },
    RetentionPeriodHours: 24,
    StreamCreationTimestamp: stream.createdAt / 1000,
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
    EncryptionType: "NONE",
    OpenShardCount: stream.shards,
    ConsumerCount: 0,
  };
}

function getStream(request: AwsRequest): KinesisStream {
  const { StreamName: name, StreamARN: arn } = parse(StreamInput, request);
  const wanted = name ?? arn?.split("/").at(-1) ?? "";
  const stream = streamsOf(request.account, request.region).get(wanted);
  if (stream !== undefined && (arn === undefined || stream.arn === arn)) return stream;
  throw new AwsError(
    "ResourceNotFoundException",
    `Stream ${wanted} under account ${request.account.accountId} not found.`,
  );
}

function streamArn({ account, region }: AwsRequest, name: string): string {
  return `arn:aws:kinesis:${region}:${account.accountId}:stream/${name}`;
}

function parse<T extends z.ZodType>(schema: T, request: AwsRequest): z.output<T> {
  const parsed = schema.safeParse(request.input);
  if (parsed.success) return parsed.data;
  throw new AwsError("ValidationException", z.prettifyError(parsed.error));
}
