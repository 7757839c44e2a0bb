import { randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsRequest, JsonObject } from "../../service.ts";
import type { PublishedEvents } from "./published-events.ts";

const Entry = z.object({
  EventBusName: z.string().min(1).max(1600).default("default"),
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  Resources: z.array(z.string()).default([]),
  /** Seconds since the epoch. */
  Time: z.number().optional(),
  TraceHeader: z.string().optional(),
});
type Entry = z.output<typeof Entry>;
const Input = z.strictObject({ Entries: z.array(Entry).min(1) });
const Detail = z.record(z.string(), z.json());

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const mostEntries = 10;
const mostBytes = 256 * 1024;

interface Buses {
  readonly published: PublishedEvents;
  readonly hasBus: (name: string) => boolean;
}

/** Every bus that the entries name. */
export function busesNamedIn(request: AwsRequest): string[] {
  const { Entries } = parseInput(request);
  return [...new Set(Entries.map(({ EventBusName }) => busArn(request, EventBusName)))];
}

/** Each entry is taken or refused by itself; the call succeeds either way. */
export function putEvents(request: AwsRequest, buses: Buses): JsonObject {
  const { Entries } = parseInput(request);
  if (Entries.length > mostEntries)
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '[PutEventsRequestEntry]' at 'entries' failed to satisfy constraint: Member must have length less than or equal to ${mostEntries}`,
    );
  if (Entries.reduce((sum, entry) => sum + sizeOf(entry), 0) >= mostBytes)
    throw new AwsError(
      "ValidationException",
      "Total size of the entries in the request is over the limit.",
    );
  const results = Entries.map((entry) => put(entry, request, buses));
  return {
    FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode !== undefined).length,
    Entries: results,
  };
}

function put(entry: Entry, request: AwsRequest, { published, hasBus }: Buses): JsonObject {
  for (const name of ["Source", "DetailType", "Detail"] as const)
    if (!entry[name]) return invalid(name, `${name} is a required argument.`);
  const { Source = "", DetailType = "", Detail: text = "", Time = request.now / 1000 } = entry;
  if (Source.startsWith("aws."))
    return {
      ErrorCode: "NotAuthorizedForSourceException",
      ErrorMessage: "Not authorized for the source.",
    };
  const detail = Detail.safeParse(jsonOf(text));
  if (!detail.success)
    return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };

  const id = randomUUID();
  const busName = entry.EventBusName.split("/").at(-1) ?? entry.EventBusName;
  // An event for a bus that is not there gets its id, and is dropped:
  // docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
  if (!hasBus(busName)) return { EventId: id };
  const { region } = request;
  const { accountId } = request.account;
  published.add({
    accountId,
    region,
    busName,
    event: {
      version: "0",
      id,
      "detail-type": DetailType,
      source: Source,
      account: accountId,
      // Rules get whole seconds.
      time: new Date(Time * 1000).toISOString().replace(/\.\d{3}Z$/, "Z"),
      region,
      resources: entry.Resources,
      detail: detail.data,
    },
  });
  return { EventId: id };
}

/** As AWS counts: docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
function sizeOf({ Time, Source = "", DetailType = "", Detail: text = "", Resources }: Entry) {
  const texts = [Source, DetailType, text, ...Resources];
  const bytes = texts.reduce((sum, one) => sum + Buffer.byteLength(one), 0);
  return bytes + (Time === undefined ? 0 : 14);
}

function busArn({ account, region }: AwsRequest, nameOrArn: string): string {
  return nameOrArn.startsWith("arn:")
    ? nameOrArn
    : `arn:aws:events:${region}:${account.accountId}:event-bus/${nameOrArn}`;
}

function invalid(name: string, why: string): JsonObject {
  return {
    ErrorCode: "InvalidArgument",
    ErrorMessage: `Parameter ${name} is not valid. Reason: ${why}`,
  };
}

function parseInput(request: AwsRequest): z.output<typeof Input> {
  const parsed = Input.safeParse(request.input);
  if (parsed.success) return parsed.data;
  throw new AwsError("ValidationException", z.prettifyError(parsed.error));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
