import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandOutput,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { hideMessage, messageSender, type Queue, sendToDeadLetters } from "@lab-grader/aws/queue";
import type { Sandbox } from "@lab-grader/sandbox/sandbox";
import { aSandbox, clientConfig } from "@lab-grader/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let sandbox: Sandbox;
let queue: Queue;
let regradeUrl: string;
beforeEach(async () => {
  sandbox = await aSandbox();
  const sqs = new SQSClient(clientConfig(sandbox, "platform"));
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: "grading" }));
  queue = { sqs, queueUrl: QueueUrl };
  const regrade = await sqs.send(new CreateQueueCommand({ QueueName: "regrade" }));
  regradeUrl = regrade.QueueUrl ?? "";
});
afterEach(async () => {
  queue.sqs.destroy();
  await sandbox.close();
});

const message = {
  kind: "grade",
  submissionId: "sub_000000000001.000000000001.build.0001",
} as const;

function workQueues() {
  return {
    sqs: queue.sqs,
    gradingQueueUrl: queue.queueUrl,
    regradeQueueUrl: regradeUrl,
  };
}

function receive(): Promise<ReceiveMessageCommandOutput> {
  return queue.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queue.queueUrl, MessageAttributeNames: ["All"] }),
  );
}

describe("messageSender", () => {
  it("sends the message with its delay, grouped by cohort", async () => {
    await messageSender(workQueues())(message, { cohortId: "coh_000000000001", delaySeconds: 2.5 });

    expect(sandbox.sentMessages.list()).toMatchObject([
      { body: JSON.stringify(message), delaySeconds: 3, messageGroupId: "coh_000000000001" },
    ]);
  });

  it("sends what needs no account to the regrade queue, and what needs one to the graders", async () => {
    const { kind: _, ...job } = { kind: "job", jobId: "job_000000000001" } as const;
    const options = { cohortId: "coh_000000000001", delaySeconds: 0 };

    await messageSender(workQueues())({ kind: "verify", ...job }, options);
    await messageSender(workQueues())({ kind: "job", ...job }, options);

    const bodies = (url: string) => sandbox.sentMessages.list(url).map(({ body }) => body);
    expect(bodies(queue.queueUrl)).toEqual([JSON.stringify({ kind: "verify", ...job })]);
    expect(bodies(regradeUrl)).toEqual([JSON.stringify({ kind: "job", ...job })]);
  });

  it("throws when the queue is not there", async () => {
    const elsewhere = { ...workQueues(), gradingQueueUrl: `${queue.queueUrl}-other` };

    await expect(
      messageSender(elsewhere)(message, { cohortId: "coh_000000000001", delaySeconds: 0 }),
    ).rejects.toThrow();
    expect(sandbox.sentMessages.list()).toEqual([]);
  });
});

describe("hideMessage", () => {
  it("brings a received message back at the time asked for", async () => {
    await messageSender(workQueues())(message, { cohortId: "coh_000000000001", delaySeconds: 0 });
    const { Messages: [first] = [] } = await receive();

    await hideMessage(queue, { receiptHandle: first?.ReceiptHandle ?? "", seconds: -1 });
    const { Messages: [again] = [] } = await receive();

    expect(again?.Body).toBe(JSON.stringify(message));
  });
});

describe("sendToDeadLetters", () => {
  it("keeps the body, and tells the reason and where it came from", async () => {
    await sendToDeadLetters(queue, {
      messageId: "3f1c",
      sentAt: "2026-01-01T00:00:00.000Z",
      body: "not JSON",
      cause: "message.unreadable",
    });
    const { Messages: [dead] = [] } = await receive();

    expect(dead?.Body).toBe("not JSON");
    expect(dead?.MessageAttributes).toMatchObject({
      cause: { StringValue: "message.unreadable" },
      originalMessageId: { StringValue: "3f1c" },
      originalSentAt: { StringValue: "2026-01-01T00:00:00.000Z" },
    });
  });
});
