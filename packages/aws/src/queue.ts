import {
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { QueueMessage } from "@lab-grader/core/contracts/queue";
import type { SendMessage } from "@lab-grader/core/submissions/ports";

/** A queue and the client that reaches it. */
export interface Queue {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
}

/** Names of the message attributes of what was moved to the dead letters by hand. */
export const deadLetterAttributes = {
  /** Dotted code: `message.unreadable`. */
  cause: "cause",
  /** Id and time of the message as it was sent first, so that moving it twice is one dead letter. */
  messageId: "originalMessageId",
  sentAt: "originalSentAt",
} as const;

export interface UnreadableMessage {
  readonly messageId: string;
  /** When it was sent first. */
  readonly sentAt: string;
  readonly body: string;
  /** Dotted code: `message.unreadable`. */
  readonly cause: string;
}

/** Where messages go. */
export interface WorkQueues {
  readonly sqs: SQSClient;
  /** Whoever reads it may look into accounts. */
  readonly gradingQueueUrl: string;
  /** Whoever reads it works over what is stored. */
  readonly regradeQueueUrl: string;
}

/**
 * Puts messages into the standard queue of their kind. The group makes it a fair queue: no cohort waits behind the
 * backlog of another.
 * @see docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
 */
export function messageSender(queues: WorkQueues): SendMessage {
  return async (message, { cohortId, delaySeconds }) => {
    const { sqs, gradingQueueUrl, regradeQueueUrl } = queues;
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: message.kind === "job" ? regradeQueueUrl : gradingQueueUrl,
        MessageBody: JSON.stringify(QueueMessage.parse(message)),
        DelaySeconds: Math.ceil(delaySeconds),
        MessageGroupId: cohortId,
      }),
    );
  };
}

/** SQS hides a message at most this long after it was received. */
const longestVisibilitySeconds = 43_200;

/** Lets a received message come back after so many seconds from now. */
export async function hideMessage(
  { sqs, queueUrl }: Queue,
  { receiptHandle, seconds }: { receiptHandle: string; seconds: number },
): Promise<void> {
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: Math.min(Math.max(Math.ceil(seconds), 0), longestVisibilitySeconds),
    }),
  );
}

/**
 * Puts a message that nobody can read into the dead letters, with the reason. The received one is
 * then acknowledged; a crash in between moves it twice, under the same original id.
 */
export async function sendToDeadLetters(
  { sqs, queueUrl }: Queue,
  { messageId, sentAt, body, cause }: UnreadableMessage,
): Promise<void> {
  const text = (value: string) => ({ DataType: "String", StringValue: value });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: body,
      MessageAttributes: {
        [deadLetterAttributes.cause]: text(cause),
        [deadLetterAttributes.messageId]: text(messageId),
        [deadLetterAttributes.sentAt]: text(sentAt),
      },
    }),
  );
}
