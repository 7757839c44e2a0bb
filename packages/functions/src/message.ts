import { deadLetterAttributes } from "@lab-grader/aws/queue";
import { QueueMessage } from "@lab-grader/core/contracts/queue";
import { Instant } from "@lab-grader/core/ids";
import type { DeadMessage } from "@lab-grader/core/submissions/receive-dead-letter";
import type { SQSRecord } from "aws-lambda";

export type ReadMessage =
  | { readonly status: "readable"; readonly message: QueueMessage }
  | { readonly status: "unreadable" };

export function readMessage({ body }: Pick<SQSRecord, "body">): ReadMessage {
  const parsed = QueueMessage.safeParse(parsedJson(body));
  return parsed.success ? { status: "readable", message: parsed.data } : { status: "unreadable" };
}

/** A message of a queue as a dead letter, with the dotted code of why it is one. */
export function deadMessageOf(record: SQSRecord, cause: string): DeadMessage {
  const read = readMessage(record);
  const { messageId, body, attributes } = record;
  const sentAt = new Date(Number(attributes.SentTimestamp)).toISOString();
  const dead = { messageId, sentAt, body, cause };
  if (read.status === "unreadable") return dead;
  return read.message.kind === "grade"
    ? { ...dead, submissionId: read.message.submissionId }
    : { ...dead, jobId: read.message.jobId };
}

/**
 * A message of the dead-letter queue. What was moved there by hand carries its reason, and the id
 * and the time that it had; SQS itself only moves what was received too often.
 */
export function readDeadMessage(record: SQSRecord): DeadMessage {
  const attribute = (name: string) => record.messageAttributes[name]?.stringValue;
  const { cause, messageId, sentAt } = deadLetterAttributes;
  const isReadable = readMessage(record).status === "readable";
  const dead = deadMessageOf(
    record,
    attribute(cause) ?? (isReadable ? "message.retries_exhausted" : "message.unreadable"),
  );
  const originalSentAt = Instant.safeParse(attribute(sentAt)).data;
  return {
    ...dead,
    messageId: attribute(messageId) ?? dead.messageId,
    sentAt: originalSentAt ?? dead.sentAt,
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
