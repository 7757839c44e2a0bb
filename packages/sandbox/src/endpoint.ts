import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Account, Accounts } from "./accounts.ts";
import { AwsError } from "./aws-error.ts";
import type { Call, CallLog } from "./call-log.ts";
import type { Credential } from "./credentials.ts";
import { takeFault } from "./faults.ts";
import { recorded } from "./management-event.ts";
import { checkPermissions } from "./permissions.ts";
import { refusal } from "./refusals.ts";
import type { AwsOperation, AwsRequest, AwsService, JsonObject } from "./service.ts";
import {
  type Authorization,
  findSignatureProblem,
  parseAuthorization,
  type SignedRequest,
  sha256,
} from "./sigv4.ts";
import type { HttpAnswer } from "./wire/http-answer.ts";
import { guessFormat, protocolOf, type ServiceFormat } from "./wire/protocol.ts";

export interface EndpointOptions {
  readonly accounts: Accounts;
  readonly services: ReadonlyMap<string, AwsService>;
  readonly calls: CallLog;
  readonly clock: () => number;
  /** Told of every call that was answered, before its answer goes out. */
  readonly observe?: ((call: AnsweredCall) => void) | undefined;
}

/** One call that succeeded, with all that was said. */
export interface AnsweredCall {
  readonly service: AwsService;
  readonly request: AwsRequest;
  readonly output: JsonObject;
}

/** Answers one AWS request; never throws. */
export type Endpoint = (request: SignedRequest) => Promise<HttpAnswer>;

type Draft = { -readonly [Key in keyof Call]: Call[Key] };

/** Verifies, authorizes and answers the requests of real AWS clients, and writes each into the log. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  return async (request) => {
    const at = options.clock();
    const startedAt = performance.now();
    const call: Draft = {
      service: "unknown",
      operation: "unknown",
      region: "unknown",
      inputDigest: sha256(request.body).slice(0, 16),
      status: 500,
      at,
      durationMs: 0,
    };
    const answer = await answerRequest(request, call, options);
    options.calls.add({
      ...call,
      status: answer.status,
      durationMs: performance.now() - startedAt,
    });
    return answer;
  };
}

async function answerRequest(
  request: SignedRequest,
  call: Draft,
  options: EndpointOptions,
): Promise<HttpAnswer> {
  const requestId = randomUUID();
  let format: ServiceFormat = guessFormat(request);
  try {
    const authorization = authorizationOf(request, format);
    call.service = authorization.service;
    call.region = authorization.region;
    call.operation = protocolOf(format).findOperation(request, format) ?? "unknown";
    const service = serviceOf(authorization, format, options.services);
    format = service;
    const credential = credentialOf(request, authorization, service, options);
    call.callerArn = credential.caller.arn;
    call.accountId = credential.account.accountId;
    if (credential.caller.kind === "session") {
      call.sessionName = credential.caller.sessionName;
    }
    const { name, operation } = operationOf(request, service);
    call.operation = name;
    const input = protocolOf(service).decodeInput(request, operation);
    const awsRequest: AwsRequest = {
      operation: name,
      region: authorization.region,
      account: accountOf(operation, input, credential, options.accounts),
      caller: credential.caller,
      input,
      now: options.clock(),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    };
    call.accountId = awsRequest.account.accountId;
    const output = await measured(awsRequest, service, async () => {
      await meetSwitches(awsRequest, credential, service);
      return recorded(awsRequest, { service, operation }, () => {
        checkPermissions(awsRequest, operation, service);
        return operation.answer(awsRequest);
      });
    });
    options.observe?.({ service, request: awsRequest, output });
    return protocolOf(service).encodeAnswer({ operation: name, output, requestId, format });
  } catch (error) {
    const awsError = awsErrorOf(error, call, format);
    call.code = awsError.code;
    return protocolOf(format).encodeError(awsError, requestId, format);
  }
}

/** Tells the service what became of the call, its own refusals and the account's switches included. */
async function measured(
  request: AwsRequest,
  { measure }: AwsService,
  answer: () => Promise<JsonObject>,
): Promise<JsonObject> {
  if (measure === undefined) return answer();
  const startedAt = performance.now();
  const durationMs = () => performance.now() - startedAt;
  try {
    const output = await answer();
    measure(request, { durationMs: durationMs(), output });
    return output;
  } catch (error) {
    if (error instanceof AwsError) measure(request, { durationMs: durationMs(), error });
    throw error;
  }
}

function authorizationOf(request: SignedRequest, format: ServiceFormat): Authorization {
  const result = parseAuthorization(request.url, request.headers);
  switch (result.kind) {
    case "signed":
      return result.authorization;
    case "missing":
      throw refusal("missingSignature", "Request is missing Authentication Token", format);
    case "presigned":
      throw refusal(
        "incompleteSignature",
        "Presigned requests are not supported by the local sandbox; sign the headers instead.",
        format,
      );
    case "incomplete":
      throw refusal(
        "incompleteSignature",
        "Authorization header requires 'AWS4-HMAC-SHA256', 'Credential', 'SignedHeaders' and 'Signature'.",
        format,
      );
    default:
      return result satisfies never;
  }
}

function serviceOf(
  { service }: Authorization,
  format: ServiceFormat,
  services: ReadonlyMap<string, AwsService>,
): AwsService {
  const found = services.get(service);
  if (found === undefined) {
    const available = [...services.keys()].sort().join(", ");
    const message = `The local sandbox has no service "${service}". It has: ${available}.`;
    throw refusal("unknownOperation", message, format);
  }
  return found;
}

function credentialOf(
  request: SignedRequest,
  authorization: Authorization,
  format: ServiceFormat,
  { accounts, clock }: EndpointOptions,
): Credential {
  const credential = accounts.findCredential(authorization.accessKeyId);
  const sessionToken = request.headers["x-amz-security-token"];
  if (credential === undefined || credential.sessionToken !== sessionToken) {
    const message = "The security token included in the request is invalid.";
    throw refusal("unknownCredential", message, format);
  }
  const { caller, account, secretAccessKey } = credential;
  const problem = findSignatureProblem(request, authorization, secretAccessKey, clock());
  if (problem !== undefined) {
    throw refusal("wrongSignature", problem, format);
  }
  const isExpired =
    caller.kind === "session" && (caller.expiresAt <= clock() || account.switches.expireSessions);
  if (isExpired) {
    const message = "The security token included in the request is expired";
    throw refusal("expiredCredential", message, format);
  }
  return credential;
}

function operationOf(
  request: SignedRequest,
  service: AwsService,
): { name: string; operation: AwsOperation } {
  const name = protocolOf(service).findOperation(request, service) ?? "(none)";
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (operation === undefined) {
    const available = Object.keys(service.operations).sort().join(", ");
    const message = `The local sandbox has no operation ${service.signingName}:${name}. It has: ${available}.`;
    throw refusal("unknownOperation", message, service);
  }
  return { name, operation };
}

/** An account that isn't in the sandbox can't be meant; its ARNs belong to nobody here. */
function accountOf(
  operation: AwsOperation,
  input: JsonObject,
  credential: Credential,
  accounts: Accounts,
): Account {
  const named = operation.accountId?.(input);
  return (named === undefined ? undefined : accounts.find(named)) ?? credential.account;
}

/** Latency, closed Regions, throttling and 5xx, as the account's switches say. */
async function meetSwitches(
  { operation, region, account }: AwsRequest,
  credential: Credential,
  service: AwsService,
): Promise<void> {
  const { latencyMs, disabledRegions } = account.switches;
  if (latencyMs > 0) {
    await delay(latencyMs);
  }
  const isClosed =
    disabledRegions.includes(region) ||
    credential.account.switches.disabledRegions.includes(region);
  if (isClosed && service.signingName === "sts") {
    throw new AwsError(
      "RegionDisabledException",
      `STS is not activated in this region for account:${account.accountId}. Your account administrator can activate STS in this region using the IAM Console.`,
      { httpStatus: 403 },
    );
  }
  if (isClosed) {
    const message = "The security token included in the request is invalid.";
    throw refusal("unknownCredential", message, service);
  }
  const fault = takeFault(account, `${service.signingName}:${operation}`);
  if (fault === "throttled") {
    throw refusal("throttled", "Rate exceeded", service);
  }
  if (fault === "serverError") {
    throw refusal(
      "serverError",
      "The request processing has failed because of an unknown error.",
      service,
    );
  }
}

/** A fault of the sandbox itself is told to the client, who is the developer in front of it. */
function awsErrorOf(error: unknown, call: Draft, format: ServiceFormat): AwsError {
  if (error instanceof AwsError) {
    return error;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return refusal(
    "serverError",
    `Fault in the local sandbox at ${call.service}:${call.operation}: ${detail}`,
    format,
  );
}
