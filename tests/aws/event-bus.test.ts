import { CreateEventBusCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { eventPublisher } from "@lab-grader/aws/event-bus";
import type { ResultEvent } from "@lab-grader/core/contracts/events";
import { resultEventOf } from "@lab-grader/core/submissions/result-event";
import { aGrade, aSubmission } from "@lab-grader/core/testing";
import type { Sandbox } from "@lab-grader/sandbox/sandbox";
import { aSandbox, clientConfig } from "@lab-grader/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let sandbox: Sandbox;
let eventBridge: EventBridgeClient;

beforeEach(async () => {
  sandbox = await aSandbox();
  eventBridge = new EventBridgeClient(clientConfig(sandbox, "platform"));
  await eventBridge.send(new CreateEventBusCommand({ Name: "results" }));
});
afterEach(async () => {
  eventBridge.destroy();
  await sandbox.close();
});

function anEvent(): ResultEvent {
  const grade = aGrade({ points: "11/3" });
  const closed = aSubmission({ state: "graded", effectiveGrade: grade.gradeId });
  const event = resultEventOf(closed, grade);
  if (!event) throw new Error("a graded submission has an event");
  return event;
}

describe("eventPublisher", () => {
  it("puts one event on its bus, under the time of the grade", async () => {
    const event = anEvent();

    await eventPublisher({ eventBridge, busName: "results" })(event);

    expect(sandbox.publishedEvents.list()).toMatchObject([
      {
        busName: "results",
        event: {
          source: "lab-grader",
          "detail-type": "submission.graded",
          time: event.detail.at.replace(".000Z", "Z"),
          detail: event.detail,
        },
      },
    ]);
    expect(sandbox.calls.list({ service: "events", operation: "PutEvents" })).toHaveLength(1);
  });

  it("throws when the bus refuses the entry although the call succeeds", async () => {
    const service = sandbox.services.get("events");
    const refusing = await aSandbox({
      services: [
        () => ({
          signingName: "events",
          protocol: "json-1.1",
          operations: {
            ...service?.operations,
            PutEvents: {
              iam: () => undefined,
              answer: () => ({
                FailedEntryCount: 1,
                Entries: [{ ErrorCode: "ThrottlingException", ErrorMessage: "slow down" }],
              }),
            },
          },
        }),
      ],
    });
    const client = new EventBridgeClient(clientConfig(refusing, "platform"));

    const published = eventPublisher({ eventBridge: client, busName: "results" })(anEvent());

    await expect(published).rejects.toThrow(/results did not take submission.graded.*Throttling/);
    client.destroy();
    await refusing.close();
  });
});
