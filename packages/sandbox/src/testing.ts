import type { AccessKeyDefinition } from "./accounts.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox.ts";
import { checkAnswer } from "./sdk-shapes/check-answer.ts";
import type { AwsServiceFactory } from "./service.ts";
import { computeSignature, type SignedRequest } from "./sigv4.ts";

/** Of the system that grades. */
export const platformAccountId = "999999999999";
export const learnerAccountId = "100000000014";

/**
 * A sandbox with the platform's account and one learner's; access keys `platform` and `learner-14`.
 * An answer without the shape of AWS's model comes out as a fault of the sandbox.
 */
export async function aSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ observe: checkAnswer, ...options });
  sandbox.createAccount({ accountId: platformAccountId, accessKeys: [aKey("platform")] });
  sandbox.createAccount({ accountId: learnerAccountId, accessKeys: [aKey("learner-14")] });
  return sandbox;
}

/** An access key whose secret is `local`. */
export function aKey(
  accessKeyId: string,
  policies?: AccessKeyDefinition["policies"],
): AccessKeyDefinition {
  return {
    accessKeyId,
    secretAccessKey: "local",
    ...(policies === undefined ? {} : { policies }),
  };
}

/** Enough of a JSON service for what the endpoint itself answers. */
export const aDynamoDbWithoutTables: AwsServiceFactory = () => ({
  signingName: "dynamodb",
  protocol: "json-1.0",
  errorNamespace: "com.amazonaws.dynamodb.v20120810",
  operations: {
    ListTables: {
      iam: () => ({ action: "dynamodb:ListTables", resources: ["*"] }),
      answer: () => ({ TableNames: [] }),
    },
  },
});

/** What an SDK client needs to talk to the sandbox; no retries, so that each refusal is seen. */
export function clientConfig(sandbox: Sandbox, accessKeyId: string) {
  return {
    endpoint: sandbox.endpoint,
    region: "us-east-1",
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey: "local" },
  };
}

export interface SignedCall {
  readonly service: string;
  readonly accessKeyId: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly secretAccessKey?: string;
  /** Milliseconds since the epoch; default: the time of day. */
  readonly signedAt?: number;
  /** Sent besides what was signed. */
  readonly unsignedHeaders?: Readonly<Record<string, string>>;
  /** Sent in place of what was signed. */
  readonly sentBody?: string;
}

/** A request signed without an SDK, for what no SDK client would send. */
export async function send(
  sandbox: Sandbox,
  call: SignedCall,
): Promise<{ status: number; text: string; headers: Headers }> {
  const { service, accessKeyId, body, secretAccessKey = "local", signedAt = Date.now() } = call;
  const timestamp = new Date(signedAt).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const headers: Record<string, string> = {
    host: `localhost:${sandbox.port}`,
    "x-amz-date": timestamp,
    ...call.headers,
  };
  const scope = { date: timestamp.slice(0, 8), region: "us-east-1", service };
  const signedHeaders = Object.keys(headers).sort();
  const request: SignedRequest = { method: "POST", url: "/", headers, body: Buffer.from(body) };
  const unsigned = { accessKeyId, ...scope, signedHeaders };
  const signature = computeSignature(request, unsigned, secretAccessKey).toString("hex");
  const credential = `${accessKeyId}/${scope.date}/${scope.region}/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
  const { host: _host, ...sentHeaders } = headers;
  const response = await fetch(sandbox.endpoint, {
    method: "POST",
    headers: { ...sentHeaders, ...call.unsignedHeaders, authorization },
    body: call.sentBody ?? body,
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** An operation of a query service, as `aws iam …` sends it. */
export function sendQuery(
  sandbox: Sandbox,
  options: { service: "iam" | "sts"; accessKeyId: string; parameters: Record<string, string> },
): Promise<{ status: number; text: string; headers: Headers }> {
  const { service, accessKeyId, parameters } = options;
  return send(sandbox, {
    service,
    accessKeyId,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: new URLSearchParams(parameters).toString(),
  });
}
