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
  // DescribeLimits, Kinesis and Security Hub say so when they are asked too often; nothing is made here.
  "LimitExceededException",
]);
/** Something else changed it at that very moment. */
const disturbed = new Set(["ConcurrentUpdateException", "ConcurrentModificationException"]);
const expired = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "UnrecognizedClientException",
  "InvalidClientTokenId",
  // EC2 has words of its own: docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
  "AuthFailure",
  "RequestExpired",
]);
const timedOut = new Set([
  "TimeoutError",
  "AbortError",
  "RequestTimeout",
  "RequestTimeoutException",
]);

/** The name of the error of a call that a signed session has no answer to. */
export const signedAnswerMissing = "SignedAnswerMissing";

/**
 * Classifies an AWS error by its code. Status alone tells nothing: every DynamoDB error is HTTP
 * 400, not-found and access-denied too. What nobody foresaw is the rubric's fault, never the learner's.
 */
export function faultOfAnswer(
  answer: Pick<Answer, "service" | "operation" | "in"> & {
    readonly error: NonNullable<Answer["error"]>;
  },
): CallFault {
  const { service, operation, error } = answer;
  // No learner can mend what our own account refuses us.
  if (denied.has(error.name) && answer.in === "own")
    return platform("platform.own_credentials", {});
  if (denied.has(error.name)) return denial(service, operation, error.message);
  if (error.name === signedAnswerMissing)
    return { fault: "access", reason: "access.signed_incomplete", params: { operation } };
  if (throttled.has(error.name)) return platform("platform.throttled", { operation });
  if (disturbed.has(error.name))
    return platform("platform.service_error", { operation, status: error.name });
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
  // Only a role of the learner's own is taken on in place of a call; the session opens elsewhere.
  if (service === "sts" && operation === "AssumeRole") {
    const role = /role\/([\w+=,.@/-]+)/.exec(message.split(" on resource: ")[1] ?? "")?.[1];
    return { fault: "access", reason: "access.role_shut", params: { role: role ?? "it" } };
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
