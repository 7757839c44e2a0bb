import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../sandbox.ts";
import { aSandbox, clientConfig, learnerAccountId, platformAccountId } from "../testing.ts";

let sandbox: Sandbox;
let sqs: SQSClient;

beforeEach(async () => {
  sandbox = await aSandbox();
  sqs = new SQSClient(clientConfig(sandbox, "platform"));
});
afterEach(() => sandbox.close());

async function createQueue(name: string, attributes: Record<string, string> = {}): Promise<string> {
  const command = new CreateQueueCommand({ QueueName: name, Attributes: attributes });
  const { QueueUrl: queueUrl = "" } = await sqs.send(command);
  return queueUrl;
}

async function receive(queueUrl: string, options: Partial<ReceiveMessageCommandInput> = {}) {
  const input = { QueueUrl: queueUrl, MessageSystemAttributeNames: ["All" as const], ...options };
  const { Messages: messages = [] } = await sqs.send(new ReceiveMessageCommand(input));
  return messages;
}

describe("queues", () => {
  it("have a URL at the endpoint, in their owner's account", async () => {
    const queueUrl = await createQueue("grading");

    const found = await sqs.send(new GetQueueUrlCommand({ QueueName: "grading" }));
    const listed = await sqs.send(new ListQueuesCommand());

    expect(queueUrl).toBe(`${sandbox.endpoint}/${platformAccountId}/grading`);
    expect(found.QueueUrl).toBe(queueUrl);
    expect(listed.QueueUrls).toEqual([queueUrl]);
  });

  it("are each account's and each Region's own", async () => {
    await createQueue("grading");
    const learner = new SQSClient(clientConfig(sandbox, "learner-14"));
    const elsewhere = new SQSClient({ ...clientConfig(sandbox, "platform"), region: "eu-west-1" });

    expect((await learner.send(new ListQueuesCommand())).QueueUrls).toBeUndefined();
    expect((await elsewhere.send(new ListQueuesCommand())).QueueUrls).toBeUndefined();
  });

  it("are closed to other accounts", async () => {
    const queueUrl = await createQueue("grading");
    const learner = new SQSClient(clientConfig(sandbox, "learner-14"));

    const sent = learner.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: "hello" }));

    await expect(sent).rejects.toMatchObject({
      message: expect.stringContaining(
        `sqs:SendMessage on resource: arn:aws:sqs:us-east-1:${platformAccountId}:grading because no resource-based policy`,
      ),
    });
  });

  it("that nobody created answer as on AWS", async () => {
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: "missing" }))).rejects.toMatchObject({
      name: "QueueDoesNotExist",
    });
  });

  it("of an account that is not there are closed, not the caller's own", async () => {
    await createQueue("grading");
    const queueUrl = `${sandbox.endpoint}/888888888888/grading`;

    await expect(receive(queueUrl)).rejects.toMatchObject({
      message: expect.stringContaining("888888888888:grading"),
    });
  });
});

describe("messages", () => {
  it("come back with their receive count when they become visible again", async () => {
    const queueUrl = await createQueue("grading");
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: "hello" }));

    const [first] = await receive(queueUrl);
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: first?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    const [second] = await receive(queueUrl);

    expect(first?.Attributes?.ApproximateReceiveCount).toBe("1");
    expect(second).toMatchObject({ Body: "hello", MessageId: first?.MessageId });
    expect(second?.Attributes?.ApproximateReceiveCount).toBe("2");
  });

  it("go to the dead letters after so many receives", async () => {
    const deadLettersUrl = await createQueue("dead-letters");
    const arn = `arn:aws:sqs:us-east-1:${platformAccountId}:dead-letters`;
    const redrive = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 1 });
    const queueUrl = await createQueue("grading", { RedrivePolicy: redrive });
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: "poison" }));

    await receive(queueUrl, { VisibilityTimeout: 0 });
    const again = await receive(queueUrl);
    const dead = await receive(deadLettersUrl);
    const attributes = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["All"] }),
    );

    expect(again).toEqual([]);
    expect(dead).toMatchObject([{ Body: "poison" }]);
    expect(attributes.Attributes).toMatchObject({
      RedrivePolicy: redrive,
      QueueArn: `arn:aws:sqs:us-east-1:${platformAccountId}:grading`,
    });
  });

  it("keep delay and message group on the send side, and the group on the way back", async () => {
    const queueUrl = await createQueue("grading");
    await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: [
          { Id: "a", MessageBody: "one", MessageGroupId: "cohort-1", DelaySeconds: 0 },
          { Id: "b", MessageBody: "two", MessageGroupId: "cohort-2", DelaySeconds: 900 },
        ],
      }),
    );

    const messages = await receive(queueUrl, { MaxNumberOfMessages: 10 });

    expect(sandbox.sentMessages.list(queueUrl)).toMatchObject([
      { body: "one", messageGroupId: "cohort-1", delaySeconds: 0 },
      { body: "two", messageGroupId: "cohort-2", delaySeconds: 900 },
    ]);
    expect(messages).toMatchObject([{ Body: "one", Attributes: { MessageGroupId: "cohort-1" } }]);
  });

  it("end a long poll, during which others are answered", async () => {
    const queueUrl = await createQueue("grading");

    const poll = receive(queueUrl, { WaitTimeSeconds: 20 });
    await sqs.send(new ListQueuesCommand());
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: "at last" }));

    expect(await poll).toMatchObject([{ Body: "at last" }]);
  });

  it("are not swallowed by a long poll whose client has gone", async () => {
    const queueUrl = await createQueue("grading");
    const hangUp = new AbortController();
    const poll = sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 20 }), {
      abortSignal: hangUp.signal,
    });
    const other = new SQSClient(clientConfig(sandbox, "platform"));
    await other.send(new ListQueuesCommand());
    hangUp.abort();
    await expect(poll).rejects.toThrow();

    await other.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: "hello" }));

    const messages = await receive(queueUrl, { WaitTimeSeconds: 5 });
    expect(messages).toMatchObject([{ Body: "hello" }]);
    expect(messages[0]?.Attributes?.ApproximateReceiveCount).toBe("2");
  });

  it("pass in thousands", async () => {
    const queueUrl = await createQueue("grading");
    const batch = Array.from({ length: 10 }, (_, at) => ({
      Id: String(at),
      MessageBody: `m${at}`,
    }));
    for (let sent = 0; sent < 2000; sent += 10) {
      await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: batch }));
    }

    let received = 0;
    for (;;) {
      const messages = await receive(queueUrl, { MaxNumberOfMessages: 10 });
      if (messages.length === 0) {
        break;
      }
      received += messages.length;
      const entries = messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
    }

    expect(received).toBe(2000);
    expect(sandbox.sentMessages.list()).toHaveLength(2000);
    expect(sandbox.calls.list({ accountId: learnerAccountId })).toEqual([]);
  });
});
