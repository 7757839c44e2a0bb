import type { Account } from "./accounts.ts";
import type { Caller } from "./callers.ts";

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
  /** Decoded input; in query protocols nested and typed as the service declares. */
  readonly input: JsonObject;
  /** Milliseconds since the epoch by the sandbox's clock. */
  readonly now: number;
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

export interface AwsOperation {
  /** `undefined`: AWS asks for no permission (sts:GetCallerIdentity). */
  readonly iam: (request: AwsRequest) => IamRequest | undefined;
  /** @throws AwsError for every refusal that AWS itself would answer. */
  readonly answer: (request: AwsRequest) => JsonObject | Promise<JsonObject>;
}

/** One AWS service of the local sandbox. Adding a service is one of these and a line in `sandbox.ts`. */
export interface AwsService {
  /** The service part of the SigV4 credential scope: `dynamodb`, `sts`, `iam`, `kms`, `sqs`. */
  readonly signingName: string;
  readonly protocol: "json-1.0" | "json-1.1" | "query";
  /** Required by the query protocol: the XML namespace of the answers. */
  readonly xmlNamespace?: string;
  readonly operations: Readonly<Record<string, AwsOperation>>;
  readonly close?: () => Promise<void>;
}
