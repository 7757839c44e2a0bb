import { setTimeout as delay } from "node:timers/promises";
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { failedMessages } from "./batch-failures.ts";
import { FunctionFailure } from "./function-failure.ts";
import type { LocalFunction } from "./local-function.ts";
import { buildQueueEvent } from "./queue-event.ts";

/** Lambda's event source mapping from a queue to a function. */
export interface QueueTrigger {
  /** Batches with the function, or whose messages are being deleted. */
  readonly pending: number;
  /** Takes nothing more and waits for the batches that the function has. */
  stop(): Promise<void>;
}

export interface QueueTriggerOptions {
  /** Signs as the function's role: it needs ReceiveMessage and DeleteMessage. */
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly target: Pick<LocalFunction, "invoke">;
  /** At most 10 without a window. */
  readonly batchSize: number;
  /** How long a batch may be gathered, after its first message. */
  readonly batchWindowSeconds: number;
  /** Batches with the function at the same time. */
  readonly maximumConcurrency: number;
  /** Faults of the queue or of the function; the messages come back by themselves. */
  readonly onFault: (fault: unknown) => void;
}

const longestPollSeconds = 20;
/** SQS gives and deletes no more at once. */
const largestCall = 10;
const pauseAfterFaultMs = 500;

/** Begins to poll. Long polls: a message is taken as soon as SQS shows it. */
export function startQueueTrigger(options: QueueTriggerOptions): QueueTrigger {
  const { sqs, queueUrl, queueArn, batchSize, maximumConcurrency, onFault } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const batches = new Set<Promise<void>>();

  async function poll(): Promise<void> {
    while (!signal.aborted) {
      try {
        const messages = await gather();
        if (messages.length > 0) {
          hand(messages);
        }
      } catch (error) {
        if (!signal.aborted) {
          onFault(error);
          await delay(pauseAfterFaultMs, undefined, { signal }).catch(() => undefined);
        }
      }
      if (batches.size >= maximumConcurrency) {
        await Promise.race(batches);
      }
    }
  }

  async function gather(): Promise<Message[]> {
    const messages = await receive(batchSize, longestPollSeconds);
    const until = Date.now() + options.batchWindowSeconds * 1000;
    while (messages.length > 0 && messages.length < batchSize && Date.now() < until) {
      const seconds = Math.min(longestPollSeconds, Math.ceil((until - Date.now()) / 1000));
      messages.push(...(await receive(batchSize - messages.length, seconds)));
    }
    return messages;
  }

  async function receive(count: number, waitSeconds: number): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(count, largestCall),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });
    const { Messages: messages = [] } = await sqs.send(command, { abortSignal: signal });
    return messages;
  }

  function hand(messages: readonly Message[]): void {
    const batch = work(messages)
      .catch(onFault)
      .finally(() => batches.delete(batch));
    batches.add(batch);
  }

  async function work(messages: readonly Message[]): Promise<void> {
    const failed = await invoke(messages);
    const done = messages.filter(({ MessageId: messageId = "" }) => !failed.has(messageId));
    for (let at = 0; at < done.length; at += largestCall) {
      const entries = done.slice(at, at + largestCall);
      const command = new DeleteMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: entries.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      });
      await sqs.send(command);
    }
  }

  /** @returns the ids of the messages that stay in the queue, hidden until their time is over. */
  async function invoke(messages: readonly Message[]): Promise<ReadonlySet<string>> {
    const messageIds = new Set(messages.map(({ MessageId: messageId = "" }) => messageId));
    try {
      const answer = await options.target.invoke(buildQueueEvent(messages, queueArn));
      return failedMessages(answer, messageIds);
    } catch (error) {
      if (error instanceof FunctionFailure) {
        onFault(error);
        return messageIds;
      }
      throw error;
    }
  }

  const polling = poll();
  return {
    get pending() {
      return batches.size;
    },
    stop: async () => {
      stopping.abort();
      await polling;
      await Promise.all(batches);
    },
  };
}
