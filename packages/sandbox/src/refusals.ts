import { AwsError } from "./aws-error.ts";
import type { ServiceFormat } from "./wire/protocol.ts";

/**
 * The same refusal has another code in each family of services: JSON services answer
 * `…Exception`, query services without it, EC2 words of its own:
 * docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const refusals = {
  missingSignature: {
    json: "MissingAuthenticationTokenException",
    query: "MissingAuthenticationToken",
    ec2: "MissingAuthenticationToken",
  },
  incompleteSignature: {
    json: "IncompleteSignatureException",
    query: "IncompleteSignature",
    ec2: "IncompleteSignature",
  },
  wrongSignature: {
    json: "InvalidSignatureException",
    query: "SignatureDoesNotMatch",
    ec2: "AuthFailure",
  },
  unknownCredential: {
    json: "UnrecognizedClientException",
    query: "InvalidClientTokenId",
    ec2: "AuthFailure",
  },
  expiredCredential: {
    json: "ExpiredTokenException",
    query: "ExpiredToken",
    ec2: "RequestExpired",
  },
  accessDenied: {
    json: "AccessDeniedException",
    query: "AccessDenied",
    ec2: "UnauthorizedOperation",
  },
  throttled: {
    json: "ThrottlingException",
    query: "Throttling",
    ec2: "RequestLimitExceeded",
  },
  unknownOperation: {
    json: "UnknownOperationException",
    query: "InvalidAction",
    ec2: "InvalidAction",
  },
  serverError: { json: "InternalServerError", query: "InternalFailure", ec2: "InternalError" },
} as const;

export type RefusalKind = keyof typeof refusals;

/** A refusal by the endpoint itself, in the codes of the service's family. */
export function refusal(kind: RefusalKind, message: string, format: ServiceFormat): AwsError {
  return new AwsError(refusals[kind][familyOf(format)], message, {
    httpStatus: statusOf(kind, format),
    queryCode: refusals[kind].query,
  });
}

function familyOf({ protocol }: ServiceFormat): "json" | "query" | "ec2" {
  switch (protocol) {
    case "query":
      return "query";
    case "ec2-query":
      return "ec2";
    case "json-1.0":
    case "json-1.1":
    case "rest-json":
      return "json";
    default:
      return protocol satisfies never;
  }
}

/** AWS JSON answers 400 to everything that it refuses; the others say more in the status. */
function statusOf(kind: RefusalKind, { protocol, queryCompatible }: ServiceFormat): number {
  const isPlainJson = protocol.startsWith("json-") && queryCompatible !== true;
  switch (kind) {
    case "serverError":
      return 500;
    case "throttled":
      return protocol === "ec2-query" ? 503 : protocol === "rest-json" ? 429 : 400;
    case "unknownOperation":
      return protocol === "rest-json" ? 404 : 400;
    case "wrongSignature":
    case "unknownCredential":
      return isPlainJson ? 400 : protocol === "ec2-query" ? 401 : 403;
    case "expiredCredential":
      return isPlainJson || protocol === "ec2-query" ? 400 : 403;
    case "missingSignature":
    case "incompleteSignature":
    case "accessDenied":
      return isPlainJson ? 400 : 403;
    default:
      return kind satisfies never;
  }
}
