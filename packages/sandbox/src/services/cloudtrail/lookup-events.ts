import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import { eventHistory, type ManagementEvent } from "../../event-history.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { notInSandbox } from "../not-in-sandbox.ts";
import { onEverything, parseInput } from "./input.ts";

const LookupEventsInput = z.object({
  LookupAttributes: z
    .array(z.object({ AttributeKey: z.string(), AttributeValue: z.string().min(1).max(2000) }))
    .default([]),
  /** Seconds since the epoch. */
  StartTime: z.number().optional(),
  EndTime: z.number().optional(),
  EventCategory: z.string().optional(),
  MaxResults: z.number().int().default(50),
  NextToken: z.string().optional(),
});

const historyMs = 90 * 86_400_000;

const attributes: Readonly<Record<string, (event: ManagementEvent) => readonly string[]>> = {
  EventId: ({ id }) => [id],
  EventName: ({ name }) => [name],
  EventSource: ({ source }) => [source],
  ReadOnly: ({ isReadOnly }) => [String(isReadOnly)],
  ResourceName: ({ resources }) => resources.map(({ name }) => name),
  ResourceType: ({ resources }) => resources.map(({ type }) => type),
  Username: ({ username }) => [username],
};

/** The management events of the last 90 days, newest first. */
export const lookupEvents: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const input = parseInput(LookupEventsInput, request.input);
    if (input.EventCategory !== undefined) throw notInSandbox("EventCategory of LookupEvents");
    if (input.MaxResults < 1 || input.MaxResults > 50)
      throw new AwsError(
        "InvalidMaxResultsException",
        "MaxResults must be between 1 and 50 inclusive.",
      );
    const { StartTime = 0, EndTime = request.now / 1000 } = input;
    if (StartTime > EndTime)
      throw new AwsError("InvalidTimeRangeException", "StartTime must not be after EndTime.");
    const isWanted = wantedBy(input.LookupAttributes);
    const found = visibleEvents(request)
      .filter((event) => event.at / 1000 >= StartTime && event.at / 1000 <= EndTime)
      .filter(isWanted);
    const start = startOf(input.NextToken, found);
    const page = found.slice(start, start + input.MaxResults);
    const last = page.at(-1);
    const hasMore = start + page.length < found.length && last !== undefined;
    return { Events: page.map(describeEvent), ...(hasMore ? { NextToken: last.id } : {}) };
  },
};

function visibleEvents({ account, region, now }: AwsRequest): ManagementEvent[] {
  return eventHistory(account, region)
    .filter((event) => event.readyAt <= now && event.at > now - historyMs)
    .reverse();
}

function wantedBy(
  wanted: readonly { AttributeKey: string; AttributeValue: string }[],
): (event: ManagementEvent) => boolean {
  const [attribute, ...more] = wanted;
  if (attribute === undefined) return () => true;
  const valuesOf = Object.hasOwn(attributes, attribute.AttributeKey)
    ? attributes[attribute.AttributeKey]
    : undefined;
  if (attribute.AttributeKey === "AccessKeyId") throw notInSandbox("The attribute AccessKeyId");
  if (valuesOf === undefined || more.length > 0)
    throw new AwsError(
      "InvalidLookupAttributesException",
      "You can specify only one lookup attribute, and it must be a known one.",
    );
  return (event) => valuesOf(event).includes(attribute.AttributeValue);
}

function startOf(token: string | undefined, events: readonly ManagementEvent[]): number {
  if (token === undefined) return 0;
  const index = events.findIndex(({ id }) => id === token);
  if (index >= 0) return index + 1;
  throw new AwsError("InvalidNextTokenException", "The token is not valid.");
}

function describeEvent(event: ManagementEvent): JsonObject {
  return {
    EventId: event.id,
    EventName: event.name,
    ReadOnly: String(event.isReadOnly),
    EventTime: Math.floor(event.at / 1000),
    EventSource: event.source,
    Username: event.username,
    Resources: event.resources.map(({ type, name }) => ({
      ResourceType: type,
      ResourceName: name,
    })),
    CloudTrailEvent: JSON.stringify(event.record),
  };
}
