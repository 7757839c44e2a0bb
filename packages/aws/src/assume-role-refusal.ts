import type { AccountAccess } from "@lab-grader/core/evidence/evidence";
import { httpStatusOf } from "./http-status.ts";

/** Whose fault it is that an account could not be opened, and the code of the learner's text. */
export type RefusalReason = Pick<Extract<AccountAccess, { status: "refused" }>, "fault" | "reason">;

const reasonsByName: Readonly<Record<string, RefusalReason>> = {
  AccessDenied: { fault: "access", reason: "access.role_not_assumable" },
  AccessDeniedException: { fault: "access", reason: "access.role_not_assumable" },
  RegionDisabledException: { fault: "access", reason: "access.region_disabled" },
  MalformedPolicyDocument: { fault: "rubric", reason: "rubric.session_policy" },
  MalformedPolicyDocumentException: { fault: "rubric", reason: "rubric.session_policy" },
  PackedPolicyTooLarge: { fault: "rubric", reason: "rubric.session_policy" },
  PackedPolicyTooLargeException: { fault: "rubric", reason: "rubric.session_policy" },
  ExpiredToken: { fault: "platform", reason: "platform.own_credentials" },
  ExpiredTokenException: { fault: "platform", reason: "platform.own_credentials" },
  InvalidClientTokenId: { fault: "platform", reason: "platform.own_credentials" },
  UnrecognizedClientException: { fault: "platform", reason: "platform.own_credentials" },
  SignatureDoesNotMatch: { fault: "platform", reason: "platform.own_credentials" },
  CredentialsProviderError: { fault: "platform", reason: "platform.own_credentials" },
  Throttling: { fault: "platform", reason: "platform.sts_throttled" },
  ThrottlingException: { fault: "platform", reason: "platform.sts_throttled" },
  RequestLimitExceeded: { fault: "platform", reason: "platform.sts_throttled" },
  AbortError: { fault: "platform", reason: "platform.sts_timeout" },
  TimeoutError: { fault: "platform", reason: "platform.sts_timeout" },
};

/**
 * Reads an error of sts:AssumeRole. Only its code and its status are used; its words may name the
 * ExternalId. AWS doesn't tell why it says AccessDenied: the text lists the causes.
 */
export function assumeRoleRefusal(error: unknown): RefusalReason {
  if (!(error instanceof Error)) return { fault: "platform", reason: "platform.sts_error" };
  const known = reasonsByName[error.name];
  if (known) return known;
  // The only part of a valid request that a role can refuse by itself is the session's length.
  if (isValidationError(error.name) && error.message.includes("DurationSeconds"))
    return { fault: "access", reason: "access.session_too_long" };
  const isAnswered = httpStatusOf(error) !== undefined;
  return { fault: "platform", reason: isAnswered ? "platform.sts_error" : "platform.sts_timeout" };
}

function isValidationError(name: string): boolean {
  return name === "ValidationError" || name === "ValidationException";
}
