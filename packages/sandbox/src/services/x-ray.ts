import * as z from "zod";
import { regionalState } from "../accounts.ts";
import { AwsError } from "../aws-error.ts";
import type { AwsOperation, AwsRequest, AwsService, HttpBinding, JsonObject } from "../service.ts";

/** docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html */
const Subsegment = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  aws: z
    .looseObject({ operation: z.string().optional(), table_name: z.string().optional() })
    .optional(),
});
const Segment = z.looseObject({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  trace_id: z.string().regex(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/),
  name: z.string().min(1).max(200),
  start_time: z.number(),
  end_time: z.number().optional(),
  error: z.boolean().default(false),
  fault: z.boolean().default(false),
  throttle: z.boolean().default(false),
  subsegments: z.array(Subsegment).default([]),
});
type Segment = z.output<typeof Segment>;

const PutInput = z.object({ TraceSegmentDocuments: z.array(z.string()).min(1) });
const SummariesInput = z.object({
  StartTime: z.number(),
  EndTime: z.number(),
  TimeRangeType: z.enum(["TraceId", "Event"]).default("TraceId"),
  FilterExpression: z.string().optional(),
  NextToken: z.string().optional(),
});

/** AWS answers no longer time range than six hours. */
const longestRangeSeconds = 6 * 3600;
const tracesPerPage = 100;

const segmentsOf = regionalState((): Segment[] => []);

/** AWS X-Ray: keeps segments and lists the traces that they belong to; filters by service only. */
export function createXRayService(): AwsService {
  return {
    signingName: "xray",
    protocol: "rest-json",
    operations: {
      GetTraceSummaries: operation({ method: "POST", path: "/TraceSummaries" }, getTraceSummaries),
      PutTraceSegments: operation({ method: "POST", path: "/TraceSegments" }, putTraceSegments),
    },
  };
}

function operation(http: HttpBinding, answer: (request: AwsRequest) => JsonObject): AwsOperation {
  return {
    http,
    iam: (request) => ({ action: `xray:${request.operation}`, resources: ["*"] }),
    answer,
  };
}

function putTraceSegments(request: AwsRequest): JsonObject {
  const { TraceSegmentDocuments } = parse(PutInput, request);
  const unprocessed: JsonObject[] = [];
  for (const document of TraceSegmentDocuments) {
    const segment = Segment.safeParse(jsonOf(document));
    if (segment.success) segmentsOf(request.account, request.region).push(segment.data);
    else unprocessed.push({ ErrorCode: "ParseError", Message: "Invalid segment" });
  }
  return { UnprocessedTraceSegments: unprocessed };
}

function getTraceSummaries(request: AwsRequest): JsonObject {
  const { StartTime, EndTime, FilterExpression, NextToken } = parse(SummariesInput, request);
  if (EndTime < StartTime || EndTime - StartTime > longestRangeSeconds)
    throw new AwsError("InvalidRequestException", "The time range must be at most 6 hours.");
  const service = serviceOf(FilterExpression);
  const traces = Map.groupBy(segmentsOf(request.account, request.region), (one) => one.trace_id);
  const summaries = [...traces]
    .map(([id, segments]) => ({ id, segments, startTime: Math.min(...segments.map(startOf)) }))
    .filter(({ startTime }) => startTime >= StartTime && startTime <= EndTime)
    .filter(({ segments }) => service === undefined || segments.some((one) => uses(one, service)))
    .map(({ id, segments, startTime }) => summaryOf(id, segments, startTime));
  const start = NextToken === undefined ? 0 : Number(NextToken);
  const end = start + tracesPerPage;
  return {
    TraceSummaries: summaries.slice(start, end),
    ApproximateTime: request.now / 1000,
    TracesProcessedCount: summaries.length,
    ...(end < summaries.length ? { NextToken: String(end) } : {}),
  };
}

function summaryOf(Id: string, segments: readonly Segment[], startTime: number): JsonObject {
  const ends = segments.map((segment) => segment.end_time ?? segment.start_time);
  const duration = Math.max(...ends) - startTime;
  return {
    Id,
    StartTime: startTime,
    Duration: duration,
    ResponseTime: duration,
    HasFault: segments.some(({ fault }) => fault),
    HasError: segments.some(({ error }) => error),
    HasThrottle: segments.some(({ throttle }) => throttle),
    IsPartial: segments.some((segment) => segment.end_time === undefined),
    ServiceIds: [
      ...new Map(segments.flatMap(servicesOf).map((one) => [JSON.stringify(one), one])).values(),
    ].map((one) => ({ ...one, Names: [one.Name] })),
  };
}

interface ServiceId {
  readonly Name: string;
  readonly Type?: string;
}

/** `service("shop")` or `service(id(name: "lab-orders", type: "AWS::DynamoDB::Table"))` */
function serviceOf(filter: string | undefined): ServiceId | undefined {
  if (filter === undefined || filter.trim() === "") return undefined;
  const pattern = /^service\((?:"([^"]+)"|id\(name: ?"([^"]+)"(?:, ?type: ?"([^"]+)")?\))\)$/;
  const [whole, plain, Name = plain, Type] = pattern.exec(filter.trim()) ?? [];
  if (whole === undefined || Name === undefined)
    throw new AwsError("NotInLocalSandbox", `the filter ${filter} is not in the local sandbox`);
  return Type === undefined ? { Name } : { Name, Type };
}

function uses(segment: Segment, wanted: ServiceId): boolean {
  return servicesOf(segment).some(
    ({ Name, Type }) => Name === wanted.Name && (wanted.Type === undefined || Type === wanted.Type),
  );
}

/** A call of DynamoDB is a service of its table's name: docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html */
function servicesOf({ name, subsegments }: Segment): ServiceId[] {
  return [
    { Name: name },
    ...subsegments.map((one) => {
      const table = one.namespace === "aws" ? one.aws?.table_name : undefined;
      return table === undefined
        ? { Name: one.name }
        : { Name: table, Type: "AWS::DynamoDB::Table" };
    }),
  ];
}

function startOf({ start_time }: Segment): number {
  return start_time;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parse<T extends z.ZodType>(schema: T, request: AwsRequest): z.output<T> {
  const parsed = schema.safeParse(request.input);
  if (parsed.success) return parsed.data;
  throw new AwsError("InvalidRequestException", z.prettifyError(parsed.error));
}
