import type { Account, Accounts } from "./accounts.ts";
import type { AwsError } from "./aws-error.ts";
import type { Caller } from "./callers.ts";
import type { Policy } from "./policy/document.ts";

/** A JSON value as it travels in AWS's JSON protocols. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** One signed and verified request, decoded from its wire protocol. */
export interface AwsRequest {
  /** Name of the operation as AWS writes it: `DescribeTable`. */
  readonly operation: string;
  /** Region of the credential scope of the signature. */
  readonly region: string;
  /** The account whose resources are meant: the caller's own, unless the service says otherwise. */
  readonly account: Account;
  readonly caller: Caller;
  /**
   * Decoded input. In the query protocols every leaf is a text, and in rest-json what the path, the
   * query and the headers say: the operation's schema makes numbers and booleans of them.
   */
  readonly input: JsonObject;
  /** Milliseconds since the epoch by the sandbox's clock. */
  readonly now: number;
  /** Aborted when the client hangs up before it has the whole answer, be the answer made or not. */
  readonly signal?: AbortSignal;
}

/** What a request wants to do, for the evaluation of IAM policies. */
export interface IamRequest {
  /** `dynamodb:DescribeTable` */
  readonly action: string;
  /** Every ARN must be allowed. */
  readonly resources: readonly string[];
  /** Condition keys of this request beyond the global ones: `dynamodb:LeadingKeys`. */
  readonly conditionKeys?: Readonly<Record<string, readonly string[]>>;
}

/** The resource policy that a request meets. */
export interface AttachedPolicy {
  /** `undefined`: the resource has none, or isn't there. */
  readonly policy: Policy | undefined;
  /**
   * True where the policy alone decides who may come at all (trust policies, key policies); false
   * where, within one account, it only adds to what identity policies allow (tables, queues).
   */
  readonly required: boolean;
}

/** Where the input of a rest-json operation travels, other than in the JSON body. */
export interface HttpBinding {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `/backup-vaults/{BackupVaultName}`: a label is a member of the input; `{Name+}` spans slashes. */
  readonly path: string;
  /**
   * Members of the input by query parameter: `{ maxResults: "MaxResults" }`. A parameter that may be
   * repeated ends in `[]` and becomes a list: `{ tagKeys: "TagKeys[]" }`.
   */
  readonly query?: Readonly<Record<string, string>>;
  /** Members of the input by header: `{ "x-amz-client-token": "ClientToken" }`. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface AwsOperation {
  /** Needed by every operation of a rest-json service, by no other. */
  readonly http?: HttpBinding;
  /** The account whose resources are meant, if the input can name another one than the caller's. */
  readonly accountId?: (input: JsonObject) => string | undefined;
  /** `undefined`: AWS asks for no permission (sts:GetCallerIdentity). */
  readonly iam: (request: AwsRequest) => IamRequest | undefined;
  /** The policy of one of the resources of `iam`; absent where resources can't have policies. */
  readonly resourcePolicy?: (request: AwsRequest, resource: string) => AttachedPolicy | undefined;
  /** @throws AwsError for every refusal that AWS itself would answer. */
  readonly answer: (request: AwsRequest) => JsonObject | Promise<JsonObject>;
}

/** How a call ended. */
export type CallEnding = { readonly durationMs: number } & (
  | { readonly output: JsonObject; readonly error?: never }
  | { readonly error: AwsError; readonly output?: never }
);

/** One AWS service of the local sandbox. Adding a service is one of these and a line in `sandbox.ts`. */
export interface AwsService {
  /** The service part of the SigV4 credential scope: `dynamodb`, `monitoring`, `access-analyzer`. */
  readonly signingName: string;
  /**
   * The wire format, as the SDK's client of the service speaks it. `rest-json`: each operation
   * declares its `http`. `ec2-query`: input and output carry the names of the wire (`Filter`,
   * `vpcEndpointSet`), which the EC2 API reference shows in its examples.
   */
  readonly protocol: "json-1.0" | "json-1.1" | "query" | "ec2-query" | "rest-json";
  /** Required by the query protocols: the XML namespace of the answers. */
  readonly xmlNamespace?: string;
  /** Put before error codes in JSON protocols: `com.amazonaws.dynamodb.v20120810`. */
  readonly errorNamespace?: string;
  /** JSON services that moved from the query protocol also answer its error codes (SQS). */
  readonly queryCompatible?: boolean;
  readonly operations: Readonly<Record<string, AwsOperation>>;
  /** Told of every verified call when its answer is ready: what a service measures of itself. */
  readonly measure?: (request: AwsRequest, ending: CallEnding) => void;
  readonly close?: () => Promise<void>;
}

/** What a service may need of the sandbox that it lives in. */
export interface SandboxContext {
  readonly accounts: Accounts;
  readonly clock: () => number;
  /** `http://localhost:4600`; known once the sandbox listens. */
  readonly endpoint: () => string;
}

/** Makes one service for one sandbox. */
export type AwsServiceFactory = (context: SandboxContext) => AwsService;
