import type { AwsError } from "../aws-error.ts";
import type { AwsService, JsonObject } from "../service.ts";
import type { SignedRequest } from "../sigv4.ts";
import type { HttpAnswer } from "./http-answer.ts";
import { jsonProtocol } from "./json.ts";
import { queryProtocol } from "./query.ts";

/** What is known of the service that a client talks to, even where the sandbox doesn't have it. */
export type ServiceFormat = Pick<
  AwsService,
  "protocol" | "xmlNamespace" | "errorNamespace" | "queryCompatible"
>;

/** One of AWS's wire formats. */
export interface Protocol {
  /** The operation that the request names; `undefined` if it names none. */
  readonly findOperation: (request: SignedRequest) => string | undefined;
  /** @throws AwsError if the body can't be read. */
  readonly decodeInput: (request: SignedRequest) => JsonObject;
  readonly encodeAnswer: (answer: {
    readonly operation: string;
    readonly output: JsonObject;
    readonly requestId: string;
    readonly format: ServiceFormat;
  }) => HttpAnswer;
  readonly encodeError: (error: AwsError, requestId: string, format: ServiceFormat) => HttpAnswer;
}

export function protocolOf(format: ServiceFormat): Protocol {
  return format.protocol === "query" ? queryProtocol : jsonProtocol;
}

/** The format in which a client of an unknown service can read the refusal. */
export function guessFormat(request: SignedRequest): ServiceFormat {
  const isJson =
    request.headers["x-amz-target"] !== undefined ||
    String(request.headers["content-type"]).includes("json");
  return { protocol: isJson ? "json-1.1" : "query" };
}
