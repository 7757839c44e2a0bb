import { AwsError } from "./aws-error.ts";
import type { ServiceFormat } from "./wire/protocol.ts";

/**
 * The same refusal has another code in each family of services: JSON services answer 400 and
 * `…Exception`, query services 403. [JSON code, query code, message]
 */
const refusals = {
  missingSignature: ["MissingAuthenticationTokenException", "MissingAuthenticationToken"],
  incompleteSignature: ["IncompleteSignatureException", "IncompleteSignature"],
  wrongSignature: ["InvalidSignatureException", "SignatureDoesNotMatch"],
  unknownCredential: ["UnrecognizedClientException", "InvalidClientTokenId"],
  expiredCredential: ["ExpiredTokenException", "ExpiredToken"],
  accessDenied: ["AccessDeniedException", "AccessDenied"],
  throttled: ["ThrottlingException", "Throttling"],
  unknownOperation: ["UnknownOperationException", "InvalidAction"],
  serverError: ["InternalServerError", "InternalFailure"],
} as const;

export type RefusalKind = keyof typeof refusals;

/** A refusal by the endpoint itself, in the codes of the service's family. */
export function refusal(
  kind: RefusalKind,
  message: string,
  { protocol, queryCompatible }: ServiceFormat,
): AwsError {
  const [jsonCode, queryCode] = refusals[kind];
  const isQuery = protocol === "query";
  return new AwsError(isQuery ? queryCode : jsonCode, message, {
    httpStatus: statusOf(kind, isQuery || queryCompatible === true),
    queryCode,
  });
}

function statusOf(kind: RefusalKind, answersForbidden: boolean): number {
  if (kind === "serverError") {
    return 500;
  }
  return answersForbidden && kind !== "throttled" && kind !== "unknownOperation" ? 403 : 400;
}
