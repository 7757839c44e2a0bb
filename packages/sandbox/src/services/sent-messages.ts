import type { AwsRequest, Json, JsonObject } from "../service.ts";

/** A message that SQS took, as its sender sent it. */
export interface SentMessage {
  readonly accountId: string;
  readonly region: string;
  readonly queueUrl: string;
  readonly messageId: string;
  readonly body: string;
  /** Unique id of the user or session that sent it. */
  readonly senderId: string;
  /** Absent: the queue's own delay. */
  readonly delaySeconds?: number;
  readonly messageGroupId?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The send side of all queues: what receivers can't see afterwards (delay, message group). */
export interface SentMessages {
  /** Takes the messages that the answer says were accepted; other operations are passed over. */
  record(request: AwsRequest, output: JsonObject): void;
  /** Oldest first; the last 20,000. */
  list(queueUrl?: string): SentMessage[];
  find(messageId: string): SentMessage | undefined;
  clear(): void;
}

const capacity = 20_000;

export function createSentMessages(): SentMessages {
  const messages = new Map<string, SentMessage>();

  function add(request: AwsRequest, entry: JsonObject, messageId: string): void {
    const { DelaySeconds: delaySeconds, MessageGroupId: messageGroupId } = entry;
    messages.set(messageId, {
      accountId: request.account.accountId,
      region: request.region,
      queueUrl: String(request.input.QueueUrl),
      messageId,
      body: String(entry.MessageBody),
      senderId: request.caller.userId,
      ...(typeof delaySeconds === "number" ? { delaySeconds } : {}),
      ...(typeof messageGroupId === "string" ? { messageGroupId } : {}),
      at: request.now,
    });
    for (const oldest of messages.keys()) {
      if (messages.size <= capacity) {
        break;
      }
      messages.delete(oldest);
    }
  }

  return {
    record(request, output) {
      if (request.operation === "SendMessage") {
        add(request, request.input, String(output.MessageId));
      }
      if (request.operation === "SendMessageBatch") {
        const entries = objectsOf(request.input.Entries);
        for (const accepted of objectsOf(output.Successful)) {
          const entry = entries.find(({ Id }) => Id === accepted.Id);
          if (entry !== undefined) {
            add(request, entry, String(accepted.MessageId));
          }
        }
      }
    },
    list(queueUrl) {
      const all = [...messages.values()];
      return queueUrl === undefined ? all : all.filter((sent) => sent.queueUrl === queueUrl);
    },
    find: (messageId) => messages.get(messageId),
    clear: () => messages.clear(),
  };
}

function objectsOf(list: Json | undefined): JsonObject[] {
  return (Array.isArray(list) ? list : []).filter(isObject);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
