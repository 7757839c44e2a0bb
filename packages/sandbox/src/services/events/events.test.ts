import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DescribeEventBusCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox.ts";
import {
  aKey,
  aSandbox,
  clientConfig,
  learnerAccountId,
  platformAccountId,
} from "../../testing.ts";

const now = Date.now();
let sandbox: Sandbox;
let events: EventBridgeClient;

beforeEach(async () => {
  sandbox = await aSandbox({ clock: () => now });
  sandbox.createAccount({
    accountId: "100000000015",
    accessKeys: [aKey("one-bus", { publish: publishingTo("results") })],
  });
  events = new EventBridgeClient(clientConfig(sandbox, "platform"));
  await events.send(new CreateEventBusCommand({ Name: "results" }));
});
afterEach(() => sandbox.close());

function publishingTo(busName: string): object {
  const Resource = `arn:aws:events:us-east-1:100000000015:event-bus/${busName}`;
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "events:PutEvents", Resource }],
  };
}

function anEntry(values: PutEventsRequestEntry = {}): PutEventsRequestEntry {
  const Detail = JSON.stringify({ number: 1 });
  return { EventBusName: "results", Source: "test", DetailType: "test.done", Detail, ...values };
}

function put(...Entries: PutEventsRequestEntry[]) {
  return events.send(new PutEventsCommand({ Entries }));
}

describe("event buses", () => {
  it("are each account's and each Region's own, and the default is always there", async () => {
    const learner = new EventBridgeClient(clientConfig(sandbox, "learner-14"));
    const Arn = `arn:aws:events:us-east-1:${platformAccountId}:event-bus/results`;

    const { EventBuses: own = [] } = await events.send(new ListEventBusesCommand({}));
    const { EventBuses: others } = await learner.send(new ListEventBusesCommand({}));

    expect(own.map(({ Name }) => Name)).toEqual(["default", "results"]);
    expect(others).toMatchObject([
      { Name: "default", Arn: `arn:aws:events:us-east-1:${learnerAccountId}:event-bus/default` },
    ]);
    expect(await events.send(new DescribeEventBusCommand({ Name: Arn }))).toMatchObject({
      Name: "results",
      Arn,
    });
  });

  it("are listed page by page", async () => {
    const first = await events.send(new ListEventBusesCommand({ Limit: 1 }));
    const { NextToken } = first;
    const second = await events.send(new ListEventBusesCommand({ Limit: 1, NextToken }));

    expect(first.EventBuses).toMatchObject([{ Name: "default" }]);
    expect(second.EventBuses).toMatchObject([{ Name: "results" }]);
    expect(second.NextToken).toBeUndefined();
  });

  it("are made once, and the default is never deleted", async () => {
    const again = events.send(new CreateEventBusCommand({ Name: "results" }));
    const ofTheDefault = events.send(new DeleteEventBusCommand({ Name: "default" }));

    await expect(again).rejects.toMatchObject({ name: "ResourceAlreadyExistsException" });
    await expect(ofTheDefault).rejects.toMatchObject({ name: "ValidationException" });
  });
});

describe("events", () => {
  it("are kept in the envelope that a rule's target gets, and shown by the control API", async () => {
    const { Entries: [{ EventId: id } = {}] = [], FailedEntryCount } = await put(
      anEntry({ Time: new Date("2026-03-01T11:59:00.250Z"), Resources: ["arn:one"] }),
    );

    const event = {
      version: "0",
      id,
      "detail-type": "test.done",
      source: "test",
      account: platformAccountId,
      time: "2026-03-01T11:59:00Z",
      region: "us-east-1",
      resources: ["arn:one"],
      detail: { number: 1 },
    };
    const kept = [{ accountId: platformAccountId, region: "us-east-1", busName: "results", event }];
    expect(FailedEntryCount).toBe(0);
    expect(sandbox.publishedEvents.list()).toEqual(kept);
    const shown = await fetch(`${sandbox.endpoint}/_sandbox/events?accountId=${platformAccountId}`);
    expect(await shown.json()).toEqual({ events: kept });
  });

  it("have the time of the call where they bring none", async () => {
    await put(anEntry());

    expect(sandbox.publishedEvents.list()[0]?.event.time).toBe(
      new Date(now).toISOString().replace(/\.\d{3}Z$/, "Z"),
    );
  });

  it("for a bus that is not there get an id, and are dropped", async () => {
    const { Entries: [entry] = [], FailedEntryCount } = await put(
      anEntry({ EventBusName: "nothing" }),
    );

    expect(FailedEntryCount).toBe(0);
    expect(entry?.EventId).toBeDefined();
    expect(sandbox.publishedEvents.list()).toEqual([]);
  });

  it("are refused one by one, and the others are taken", async () => {
    const { Entries = [], FailedEntryCount } = await put(
      anEntry({ Source: undefined }),
      anEntry({ Detail: "{" }),
      anEntry({ Detail: "[]" }),
      anEntry({ Source: "aws.events" }),
      anEntry(),
    );

    expect(FailedEntryCount).toBe(4);
    expect(Entries.map(({ ErrorCode }) => ErrorCode)).toEqual([
      "InvalidArgument",
      "MalformedDetail",
      "MalformedDetail",
      "NotAuthorizedForSourceException",
      undefined,
    ]);
    expect(sandbox.publishedEvents.list()).toHaveLength(1);
  });

  it("are at most ten a call, and less than 256 KB together", async () => {
    const half = JSON.stringify({ text: "x".repeat(128 * 1024) });

    const eleven = put(...Array.from({ length: 11 }, () => anEntry()));
    const large = put(anEntry({ Detail: half }), anEntry({ Detail: half }));

    await expect(eleven).rejects.toMatchObject({ name: "ValidationException" });
    await expect(large).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("Total size"),
    });
    expect(sandbox.publishedEvents.list()).toEqual([]);
  });

  it("go only to the bus that a permission names", async () => {
    const oneBus = new EventBridgeClient(clientConfig(sandbox, "one-bus"));
    const putTo = (EventBusName: string) =>
      oneBus.send(new PutEventsCommand({ Entries: [anEntry({ EventBusName })] }));

    await expect(putTo("results")).resolves.toMatchObject({ FailedEntryCount: 0 });
    await expect(putTo("default")).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});
