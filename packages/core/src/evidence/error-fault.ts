import type { Fault, ReasonParams } from "../grading/outcome.ts";
import type { Answer } from "./evidence.ts";

/** Why a call gave no answer, and whose fault that is. */
export interface CallFault {
  readonly fault: Fault;
  readonly reason: string;
  readonly params: ReasonParams;
}

const denied = new Set([
  "AccessDeniedException",
  "AccessDenied",
  "UnauthorizedOperation",
  "AuthorizationErrorException",
]);
const throttled = new Set([
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "RequestLimitExceeded",
  "RequestThrottledException",
  "ProvisionedThroughputExceededException",
  "TooManyRequestsException",
]);
const expired = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "UnrecognizedClientException",
  "InvalidClientTokenId",
]);
const timedOut = new Set([
  "TimeoutError",
  "AbortError",
  "RequestTimeout",
  "RequestTimeoutException",
]);

/**
 * Classifies an AWS error by its code. Status alone tells nothing: every DynamoDB error is HTTP
 * 400, not-found and access-denied too. What nobody foresaw is the rubric's fault, never the learner's.
 */
export function faultOfAnswer(
  answer: Pick<Answer, "service" | "operation"> & { readonly error: NonNullable<Answer["error"]> },
): CallFault {
  const { service, operation, error } = answer;
  if (denied.has(error.name)) return denial(service, operation, error.message);
  if (throttled.has(error.name)) return platform("platform.throttled", { operation });
  if (expired.has(error.name)) return platform("platform.session_expired", {});
  if (timedOut.has(error.name)) return platform("platform.timeout", { operation });
  if (error.status === undefined) return platform("platform.timeout", { operation });
  if (error.status >= 500) {
    return platform("platform.service_error", { operation, status: error.status });
  }
  return {
    fault: "rubric",
    reason: "rubric.unexpected_answer",
    params: { operation, error: error.name },
  };
}

function denial(service: string, operation: string, message: string): CallFault {
  const cause =
    /because (.+?) the \S+ action|with an (explicit deny in an? [a-z -]+ policy)|with an (explicit deny)/.exec(
      message,
    );
  const words = cause?.[1] ?? cause?.[2] ?? cause?.[3] ?? "access denied";
  if (words.includes("session policy")) {
    // The session policy is cut from the lab by us: the learner can't mend it.
    return {
      fault: "rubric",
      reason: "rubric.unexpected_answer",
      params: { operation, error: "a session policy that is too narrow" },
    };
  }
  const action = /perform: ([\w-]+:\w+)/.exec(message)?.[1] ?? `${service}:${operation}`;
  return {
    fault: "access",
    reason: service === "kms" ? "access.key_denied" : "access.denied",
    params: { action, cause: words },
  };
}

function platform(reason: string, params: ReasonParams): CallFault {
  return { fault: "platform", reason, params };
}
