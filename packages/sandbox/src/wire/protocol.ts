import type { AwsError } from "../aws-error.ts";
import type { AwsOperation, AwsService, JsonObject } from "../service.ts";
import type { SignedRequest } from "../sigv4.ts";
import { ec2QueryProtocol } from "./ec2-query.ts";
import type { HttpAnswer } from "./http-answer.ts";
import { jsonProtocol } from "./json.ts";
import { queryProtocol } from "./query.ts";
import { restJsonProtocol } from "./rest-json.ts";

/** What is known of the service that a client talks to, even where the sandbox doesn't have it. */
export type ServiceFormat = Pick<
  AwsService,
  "protocol" | "xmlNamespace" | "errorNamespace" | "queryCompatible"
> & { readonly operations?: AwsService["operations"] };

/** One of AWS's wire formats. */
export interface Protocol {
  /** The operation that the request names; `undefined` if it names none. */
  readonly findOperation: (request: SignedRequest, format: ServiceFormat) => string | undefined;
  /** @throws AwsError if the body can't be read. */
  readonly decodeInput: (request: SignedRequest, operation: AwsOperation) => JsonObject;
  readonly encodeAnswer: (answer: {
    readonly operation: string;
    readonly output: JsonObject;
    readonly requestId: string;
    readonly format: ServiceFormat;
  }) => HttpAnswer;
  readonly encodeError: (error: AwsError, requestId: string, format: ServiceFormat) => HttpAnswer;
}

const protocols: Readonly<Record<AwsService["protocol"], Protocol>> = {
  "json-1.0": jsonProtocol,
  "json-1.1": jsonProtocol,
  query: queryProtocol,
  "ec2-query": ec2QueryProtocol,
  "rest-json": restJsonProtocol,
};

export function protocolOf({ protocol }: ServiceFormat): Protocol {
  return protocols[protocol];
}

/** The format in which a client of an unknown service can read the refusal. */
export function guessFormat({ method, url, headers }: SignedRequest): ServiceFormat {
  if (method !== "POST" || url !== "/") {
    return { protocol: "rest-json" };
  }
  const isJson =
    headers["x-amz-target"] !== undefined || String(headers["content-type"]).includes("json");
  return { protocol: isJson ? "json-1.1" : "query" };
}
