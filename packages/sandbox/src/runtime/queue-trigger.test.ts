import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Sandbox } from "../sandbox.ts";
import { aSandbox, clientConfig, platformAccountId } from "../testing.ts";
import { createLocalFunction } from "./local-function.ts";
import type { QueueRecord } from "./queue-event.ts";
import { type QueueTrigger, type QueueTriggerOptions, startQueueTrigger } from "./queue-trigger.ts";

let sandbox: Sandbox;
let sqs: SQSClient;
const triggers: QueueTrigger[] = [];

beforeEach(async () => {
  sandbox = await aSandbox();
  sqs = new SQSClient(clientConfig(sandbox, "platform"));
});
afterEach(async () => {
  await Promise.all(triggers.splice(0).map((trigger) => trigger.stop()));
  await sandbox.close();
});

async function aQueue(name: string, attributes: Record<string, string> = {}) {
  const command = new CreateQueueCommand({ QueueName: name, Attributes: attributes });
  const { QueueUrl: queueUrl = "" } = await sqs.send(command);
  return { queueUrl, queueArn: `arn:aws:sqs:us-east-1:${platformAccountId}:${name}` };
}

type Queue = Awaited<ReturnType<typeof aQueue>>;

function aTrigger(
  queue: Queue,
  handle: (records: readonly QueueRecord[]) => unknown,
  options: Partial<QueueTriggerOptions> = {},
): QueueTrigger {
  const trigger = startQueueTrigger({
    sqs,
    ...queue,
    target: { invoke: async (event) => handle(recordsOf(event)) },
    batchSize: 10,
    batchWindowSeconds: 0,
    maximumConcurrency: 2,
    onFault: () => undefined,
    ...options,
  });
  triggers.push(trigger);
  return trigger;
}

function recordsOf(event: unknown): QueueRecord[] {
  if (typeof event !== "object" || event === null || !("Records" in event)) {
    throw new Error("no Records");
  }
  return Array.isArray(event.Records) ? event.Records : [];
}

async function send(queue: Queue, ...bodies: string[]): Promise<void> {
  const entries = bodies.map((body, at) => ({ Id: String(at), MessageBody: body }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: queue.queueUrl, Entries: entries }));
}

async function countsOf({ queueUrl }: Queue): Promise<string[]> {
  const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...names] });
  const { Attributes: attributes } = await sqs.send(command);
  return names.map((name) => attributes?.[name] ?? "");
}

const untilEmpty = (queue: Queue) =>
  vi.waitFor(async () => expect(await countsOf(queue)).toEqual(["0", "0"]), {
    timeout: 10_000,
    interval: 10,
  });

describe("a queue's trigger", () => {
  it("hands messages over in Lambda's shape and deletes them", async () => {
    const queue = await aQueue("grading");
    const batches: (readonly QueueRecord[])[] = [];
    aTrigger(queue, (records) => {
      batches.push(records);
      return { batchItemFailures: [] };
    });

    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queue.queueUrl,
        MessageBody: "one",
        MessageGroupId: "cohort-1",
        MessageAttributes: {
          reason: { DataType: "String", StringValue: "unreadable" },
          bytes: { DataType: "Binary", BinaryValue: new Uint8Array([1, 2]) },
        },
      }),
    );
    await untilEmpty(queue);

    expect(batches).toEqual([
      [
        {
          messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          receiptHandle: expect.any(String),
          body: "one",
          attributes: {
            ApproximateReceiveCount: "1",
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
            SentTimestamp: expect.stringMatching(/^\d{13}$/),
            SenderId: expect.any(String),
            MessageGroupId: "cohort-1",
          },
          messageAttributes: {
            reason: {
              dataType: "String",
              stringValue: "unreadable",
              stringListValues: [],
              binaryListValues: [],
            },
            bytes: {
              dataType: "Binary",
              binaryValue: "AQI=",
              stringListValues: [],
              binaryListValues: [],
            },
          },
          md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
          md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
          eventSource: "aws:sqs",
          eventSourceARN: queue.queueArn,
          awsRegion: "us-east-1",
        },
      ],
    ]);
  });

  it("brings back only what the function names, when its time is over", async () => {
    const queue = await aQueue("grading", { VisibilityTimeout: "1" });
    const seen: string[] = [];
    aTrigger(queue, (records) => {
      seen.push(
        ...records.map(({ body, attributes }) => body + attributes.ApproximateReceiveCount),
      );
      const failed = records.filter(
        ({ body, attributes }) => body === "bad" && attributes.ApproximateReceiveCount === "1",
      );
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });

    await send(queue, "good", "bad", "fine");
    await untilEmpty(queue);

    expect(seen.toSorted()).toEqual(["bad1", "bad2", "fine1", "good1"]);
  });

  it("moves what always fails to the dead letters, the whole batch where the function throws", async () => {
    const deadLetters = await aQueue("dead-letters");
    const redrive = { deadLetterTargetArn: deadLetters.queueArn, maxReceiveCount: 2 };
    const queue = await aQueue("grading", {
      VisibilityTimeout: "0",
      RedrivePolicy: JSON.stringify(redrive),
    });
    const faults: unknown[] = [];
    const grader = createLocalFunction({
      name: "grader",
      entry: new URL("./fixtures/handlers.ts", import.meta.url),
      accountId: platformAccountId,
      region: "us-east-1",
      environment: () => ({}),
      timeoutSeconds: 20,
      maximumConcurrency: 1,
    });
    const dead: string[] = [];
    aTrigger(queue, () => grader.invoke({ kind: "throw" }), {
      maximumConcurrency: 1,
      onFault: (fault) => faults.push(fault),
    });
    aTrigger(deadLetters, (records) => {
      dead.push(...records.map(({ body }) => body));
      return null;
    });

    await send(queue, "a", "b");
    await vi.waitFor(() => expect(dead.toSorted()).toEqual(["a", "b"]), { timeout: 10_000 });
    await untilEmpty(queue);
    await grader.close();

    expect(faults.length).toBeGreaterThanOrEqual(2);
    expect(faults[0]).toMatchObject({ kind: "handler", errorType: "TypeError" });
  });

  it("gives the function no more batches at once than it may", async () => {
    const queue = await aQueue("grading");
    const full = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    let running = 0;
    let most = 0;
    let seen = 0;
    aTrigger(
      queue,
      async (records) => {
        running += 1;
        most = Math.max(most, running);
        if (running === 3) {
          full.resolve();
        }
        await release.promise;
        running -= 1;
        seen += records.length;
      },
      { batchSize: 1, maximumConcurrency: 3 },
    );

    await send(queue, ..."abcdefghij");
    await full.promise;
    const whileFull = await countsOf(queue);
    release.resolve();
    await untilEmpty(queue);

    expect(whileFull).toEqual(["7", "3"]);
    expect([seen, most]).toEqual([10, 3]);
  });

  it("gathers a batch for as long as its window is open", async () => {
    const queue = await aQueue("grading");
    const sizes: number[] = [];
    aTrigger(
      queue,
      (records) => {
        sizes.push(records.length);
      },
      { batchSize: 3, batchWindowSeconds: 5 },
    );

    await send(queue, "a");
    await vi.waitFor(async () => expect(await countsOf(queue)).toEqual(["0", "1"]));
    await send(queue, "b", "c");
    await untilEmpty(queue);

    expect(sizes).toEqual([3]);
  });

  it("takes a message with the poll that waits for it", async () => {
    const queue = await aQueue("grading");
    const taken = Promise.withResolvers<void>();
    aTrigger(queue, () => taken.resolve());

    await sqs.send(
      new SendMessageCommand({ QueueUrl: queue.queueUrl, MessageBody: "a", DelaySeconds: 1 }),
    );
    await taken.promise;

    expect(sandbox.calls.list({ operation: "ReceiveMessage" })).toHaveLength(1);
  });

  it("waits for its batches when it is stopped, and takes nothing more", async () => {
    const queue = await aQueue("grading");
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const seen: string[] = [];
    const trigger = aTrigger(queue, async ([record]) => {
      begun.resolve();
      await finish.promise;
      seen.push(record?.body ?? "");
    });
    await send(queue, "a");
    await begun.promise;

    const stopped = trigger.stop();
    finish.resolve();
    await stopped;
    await send(queue, "b");

    expect(seen).toEqual(["a"]);
    expect(await countsOf(queue)).toEqual(["1", "0"]);
  });

  it("goes on when the queue is back", async () => {
    const queue = await aQueue("grading");
    const account = sandbox.accounts.get(platformAccountId);
    const faulted = Promise.withResolvers<unknown>();
    const seen = Promise.withResolvers<string>();
    account.changeSwitches({ serverErrors: ["sqs:ReceiveMessage"] });
    aTrigger(queue, ([record]) => seen.resolve(record?.body ?? ""), { onFault: faulted.resolve });
    await faulted.promise;

    account.changeSwitches({ serverErrors: [] });
    await send(queue, "a");

    expect(await seen.promise).toBe("a");
  });
});
