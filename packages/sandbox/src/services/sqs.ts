import { setImmediate as nextTurn } from "node:timers/promises";
import { buildApp } from "fauxqs";
import { type Account, regionalState } from "../accounts.ts";
import { AwsError } from "../aws-error.ts";
import type {
  AwsOperation,
  AwsRequest,
  AwsService,
  Json,
  JsonObject,
  SandboxContext,
} from "../service.ts";
import { createSentMessages, type SentMessages } from "./sent-messages.ts";

/** Whose queues fauxqs believes to keep; between it and clients the owner's id stands in for it. */
const fauxqsAccountId = "000000000000";

/** The IAM action of each operation: batches have none of their own. */
const actions = {
  CreateQueue: "CreateQueue",
  DeleteQueue: "DeleteQueue",
  GetQueueUrl: "GetQueueUrl",
  ListQueues: "ListQueues",
  GetQueueAttributes: "GetQueueAttributes",
  SetQueueAttributes: "SetQueueAttributes",
  PurgeQueue: "PurgeQueue",
  SendMessage: "SendMessage",
  SendMessageBatch: "SendMessage",
  ReceiveMessage: "ReceiveMessage",
  DeleteMessage: "DeleteMessage",
  DeleteMessageBatch: "DeleteMessage",
  ChangeMessageVisibility: "ChangeMessageVisibility",
  ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
  TagQueue: "TagQueue",
  UntagQueue: "UntagQueue",
  ListQueueTags: "ListQueueTags",
} as const;

type Fauxqs = ReturnType<typeof buildApp>;

/** Queues kept by fauxqs, one of it per account and Region, in this process and without a port. */
export function createSqsService(
  { endpoint }: SandboxContext,
  sentMessages: SentMessages = createSentMessages(),
): AwsService {
  const started: Fauxqs[] = [];
  const fauxqsOf = regionalState((_account: Account, region: string) => {
    const fauxqs = buildApp({ logger: false, defaultRegion: region });
    started.push(fauxqs);
    return fauxqs;
  });

  async function ask(request: AwsRequest, operation: string, input: JsonObject) {
    const response = await fauxqsOf(request.account, request.region).inject({
      method: "POST",
      url: "/",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `AmazonSQS.${operation}`,
      },
      payload: JSON.stringify(input),
    });
    if (response.statusCode !== 200) {
      throw errorOf(response.statusCode, response.body, response.headers["x-amzn-query-error"]);
    }
    const output: JsonObject = JSON.parse(response.body);
    return output;
  }

  async function answer(request: AwsRequest): Promise<JsonObject> {
    const { account, operation, input } = request;
    const output = await ask(request, operation, toFauxqs(input, account.accountId));
    sentMessages.record(request, output);
    if (Array.isArray(output.Messages)) {
      // Long enough to hear of a client in this same process that has just hung up.
      await nextTurn();
      await nextTurn();
      giveBackIfUndelivered(request, output.Messages.filter(isObject));
    }
    return toClient(output, request, endpoint(), sentMessages);
  }

  /**
   * A client that hung up during its long poll would otherwise hold the messages until their
   * visibility timeout. Their receive count has gone up nevertheless.
   */
  function giveBackIfUndelivered(request: AwsRequest, messages: readonly JsonObject[]): void {
    const { QueueUrl = "" } = request.input;
    const giveBack = () => {
      for (const { ReceiptHandle = "" } of messages) {
        const input = { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
        // A queue that was deleted meanwhile has nothing to be given back to.
        ask(request, "ChangeMessageVisibility", input).catch(() => undefined);
      }
    };
    // The endpoint may notice only when it writes the answer, after this.
    request.signal?.addEventListener("abort", giveBack, { once: true });
    if (request.signal?.aborted === true) {
      giveBack();
    }
  }

  const operations = Object.entries(actions).map(([name, action]): [string, AwsOperation] => [
    name,
    {
      accountId: ({ QueueUrl, QueueOwnerAWSAccountId }) =>
        typeof QueueUrl === "string"
          ? queueOf(QueueUrl)?.accountId
          : textOf(QueueOwnerAWSAccountId),
      iam: (request) => ({ action: `sqs:${action}`, resources: [queueArn(request)] }),
      answer,
    },
  ]);
  return {
    signingName: "sqs",
    protocol: "json-1.0",
    errorNamespace: "com.amazonaws.sqs",
    queryCompatible: true,
    operations: Object.fromEntries(operations),
    close: async () => {
      await Promise.all(started.map((fauxqs) => fauxqs.close()));
    },
  };
}

/** Of what the request names, even if there is no such account: then nobody is allowed in. */
function queueArn({ account, region, input }: AwsRequest): string {
  const queue = typeof input.QueueUrl === "string" ? queueOf(input.QueueUrl) : undefined;
  const accountId = queue?.accountId ?? textOf(input.QueueOwnerAWSAccountId) ?? account.accountId;
  return `arn:aws:sqs:${region}:${accountId}:${queue?.name ?? textOf(input.QueueName) ?? "*"}`;
}

/** Where a queue's URL points: `http://localhost:4600/100000000014/grading`. */
function queueOf(queueUrl: string): { accountId: string; name: string } | undefined {
  const match = /^https?:\/\/[^/]+\/(\d{12})\/([\w.-]+)$/.exec(queueUrl);
  const [, accountId, name] = match ?? [];
  return accountId === undefined || name === undefined ? undefined : { accountId, name };
}

/** fauxqs finds a queue by the last part of its URL; ARNs (redrive) carry the account. */
function toFauxqs(input: JsonObject, accountId: string): JsonObject {
  const { Attributes: attributes, QueueUrl: queueUrl } = input;
  if (typeof queueUrl === "string" && queueOf(queueUrl) === undefined) {
    throw new AwsError("InvalidAddress", `The address ${queueUrl} is not valid for this endpoint.`);
  }
  return isObject(attributes)
    ? { ...input, Attributes: withAccount(attributes, accountId, fauxqsAccountId) }
    : input;
}

function toClient(
  output: JsonObject,
  { account, input }: AwsRequest,
  endpoint: string,
  sentMessages: SentMessages,
): JsonObject {
  const { accountId } = account;
  const result: JsonObject = { ...output };
  const urlOf = (fauxqsUrl: Json) =>
    `${endpoint}/${accountId}/${String(fauxqsUrl).split("/").at(-1)}`;
  if (result.QueueUrl !== undefined) {
    result.QueueUrl = urlOf(result.QueueUrl);
  }
  if (Array.isArray(result.QueueUrls)) {
    result.QueueUrls = result.QueueUrls.map(urlOf);
    // AWS leaves an empty list out.
    if (result.QueueUrls.length === 0) {
      delete result.QueueUrls;
    }
  }
  if (isObject(result.Attributes)) {
    result.Attributes = withAccount(result.Attributes, fauxqsAccountId, accountId);
  }
  if (Array.isArray(result.Messages)) {
    result.Messages = result.Messages.map((message) =>
      isObject(message) ? withSendSide(message, input, sentMessages) : message,
    );
  }
  return result;
}

/** fauxqs keeps neither the sender nor, on standard queues, the message group; AWS gives both back. */
function withSendSide(
  message: JsonObject,
  { AttributeNames, MessageSystemAttributeNames }: JsonObject,
  sentMessages: SentMessages,
): JsonObject {
  const sent = sentMessages.find(String(message.MessageId));
  if (sent === undefined) {
    return message;
  }
  const wanted = [AttributeNames, MessageSystemAttributeNames].flat();
  const attributes: JsonObject = isObject(message.Attributes) ? { ...message.Attributes } : {};
  if (attributes.SenderId !== undefined) {
    attributes.SenderId = sent.senderId;
  }
  if (
    sent.messageGroupId !== undefined &&
    (wanted.includes("All") || wanted.includes("MessageGroupId"))
  ) {
    attributes.MessageGroupId = sent.messageGroupId;
  }
  return Object.keys(attributes).length === 0 ? message : { ...message, Attributes: attributes };
}

/** Exchanges the account id in every queue ARN of the attributes. */
function withAccount(attributes: JsonObject, from: string, to: string): JsonObject {
  const queueArns = new RegExp(`(arn:aws:sqs:[^:"]*:)${from}:`, "g");
  const entries = Object.entries(attributes).map(([name, value]) => [
    name,
    typeof value === "string" ? value.replace(queueArns, (_, start) => `${start}${to}:`) : value,
  ]);
  return Object.fromEntries(entries);
}

function errorOf(status: number, body: string, queryError: unknown): AwsError {
  const { __type, message }: JsonObject = JSON.parse(body);
  const queryCode = typeof queryError === "string" ? queryError.split(";")[0] : undefined;
  return new AwsError(String(__type).split("#").at(-1) ?? "InternalFailure", String(message), {
    httpStatus: status,
    ...(queryCode === undefined ? {} : { queryCode }),
  });
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
