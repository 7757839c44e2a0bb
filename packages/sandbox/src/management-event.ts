import { randomUUID } from "node:crypto";
import { AwsError } from "./aws-error.ts";
import type { Caller } from "./callers.ts";
import { addEvent, type ManagementEvent } from "./event-history.ts";
import type { AwsOperation, AwsRequest, AwsService, Json, JsonObject } from "./service.ts";

/**
 * Calls that are data events: no event history holds them, only a trail that asks for them.
 * docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
const dataEvents: Readonly<Record<string, readonly string[]>> = {
  dynamodb: [
    ...["BatchExecuteStatement", "BatchGetItem", "BatchWriteItem", "DeleteItem"],
    ...["ExecuteStatement", "ExecuteTransaction", "GetItem", "GetRecords", "PutItem", "Query"],
    ...["Scan", "TransactGetItems", "TransactWriteItems", "UpdateItem"],
  ],
  kinesis: ["GetRecords", "PutRecord", "PutRecords", "GetShardIterator"],
  monitoring: ["GetMetricData", "GetMetricStatistics", "ListMetrics", "PutMetricData"],
  sqs: [
    ...["ChangeMessageVisibility", "ChangeMessageVisibilityBatch", "DeleteMessage"],
    ...["DeleteMessageBatch", "ReceiveMessage", "SendMessage", "SendMessageBatch"],
  ],
  xray: ["PutTelemetryRecords", "PutTraceSegments"],
};

const readVerbs = /^(Batch)?(Assume|Check|Describe|Get|List|Lookup|Simulate|Validate)/;

const hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";
const secretNames = /secret|password|plaintext|credential|externalid|accesskey|sessiontoken/i;

/** Answers a call and writes it, refused or not, into the event history of its accounts. */
export async function recorded(
  request: AwsRequest,
  { service, operation }: { readonly service: AwsService; readonly operation: AwsOperation },
  answer: () => JsonObject | Promise<JsonObject>,
): Promise<JsonObject> {
  if (dataEvents[service.signingName]?.includes(request.operation)) return answer();
  const resources = operation.iam(request)?.resources ?? [];
  try {
    const output = await answer();
    record(request, service, resources, { output });
    return output;
  } catch (error) {
    if (error instanceof AwsError) record(request, service, resources, { error });
    throw error;
  }
}

type CallOutcome = { readonly output: JsonObject } | { readonly error: AwsError };

function record(
  request: AwsRequest,
  service: AwsService,
  resources: readonly string[],
  outcome: CallOutcome,
): void {
  const event = eventOf(request, service, resources, outcome);
  addEvent(request.account, request.region, event);
}

function eventOf(
  { operation, region, account, caller, input, now }: AwsRequest,
  service: AwsService,
  resources: readonly string[],
  outcome: CallOutcome,
): ManagementEvent {
  const id = randomUUID();
  const source = `${service.signingName}.amazonaws.com`;
  const isReadOnly = readVerbs.test(operation);
  const isDenied = "error" in outcome && outcome.error.code.startsWith("AccessDenied");
  return {
    id,
    name: operation,
    source,
    at: now,
    readyAt: now + account.switches.settling.events,
    isReadOnly,
    username: caller.kind === "user" ? caller.userName : caller.sessionName,
    resources: resources.flatMap(eventResource),
    record: {
      eventVersion: "1.11",
      userIdentity: identityOf(caller),
      // CloudTrail's times are whole seconds.
      eventTime: new Date(now).toISOString().replace(/\.\d{3}/, ""),
      eventSource: source,
      eventName: operation,
      awsRegion: region,
      sourceIPAddress: "127.0.0.1",
      userAgent: "aws-sdk",
      ...("error" in outcome
        ? {
            errorCode: isDenied ? "AccessDenied" : outcome.error.code,
            errorMessage: outcome.error.message,
          }
        : {}),
      requestParameters: isDenied || Object.keys(input).length === 0 ? null : asRecorded(input),
      responseElements: "output" in outcome && !isReadOnly ? asRecorded(outcome.output) : null,
      requestID: randomUUID(),
      eventID: id,
      readOnly: isReadOnly,
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: account.accountId,
      eventCategory: "Management",
    },
  };
}

/** CloudTrail writes member names in lower camel case, and no secret. */
function asRecorded(value: Json): Json {
  if (Array.isArray(value)) return value.map(asRecorded);
  // A trust policy is a text that may hold an ExternalId.
  if (typeof value === "string") return /externalid/i.test(value) ? hidden : value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      secretNames.test(name) ? hidden : asRecorded(member),
    ]),
  );
}

function identityOf(caller: Caller): JsonObject {
  const { userId: principalId, arn, accountId } = caller;
  if (caller.kind === "user") {
    return { type: "IAMUser", principalId, arn, accountId, userName: caller.userName };
  }
  const { role } = caller;
  const sessionIssuer = {
    type: "Role",
    principalId: role.roleId,
    arn: role.arn,
    accountId: role.accountId,
    userName: role.roleName,
  };
  return { type: "AssumedRole", principalId, arn, accountId, sessionContext: { sessionIssuer } };
}

const resourceTypes: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/^arn:aws:dynamodb:[^:]*:\d*:table\/([^/]+)/, "AWS::DynamoDB::Table"],
  [/^arn:aws:iam::\d*:role\/(?:.*\/)?([^/]+)$/, "AWS::IAM::Role"],
  [/^(arn:aws:kms:[^:]*:\d*:key\/.+)$/, "AWS::KMS::Key"],
  [/^(arn:aws:cloudtrail:[^:]*:\d*:trail\/.+)$/, "AWS::CloudTrail::Trail"],
];

function eventResource(arn: string): { type: string; name: string }[] {
  for (const [pattern, type] of resourceTypes) {
    const name = pattern.exec(arn)?.[1];
    if (name !== undefined) return [{ type, name }];
  }
  return [];
}
