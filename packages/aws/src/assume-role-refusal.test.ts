import { english } from "@lab-grader/core/reasons/catalogue";
import { describe, expect, it } from "vitest";
import { assumeRoleRefusal } from "./assume-role-refusal.ts";

function anError(name: string, values: { message?: string; status?: number } = {}): Error {
  const { message = "", status } = values;
  return Object.assign(new Error(message), {
    name,
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: status } }),
  });
}

const tooLong = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";

describe("assumeRoleRefusal", () => {
  it.each([
    [anError("AccessDenied", { status: 403 }), "access", "access.role_not_assumable"],
    [anError("RegionDisabledException", { status: 403 }), "access", "access.region_disabled"],
    [
      anError("ValidationError", { status: 400, message: tooLong }),
      "access",
      "access.session_too_long",
    ],
    [anError("ValidationError", { status: 400 }), "platform", "platform.sts_error"],
    [
      anError("MalformedPolicyDocumentException", { status: 400 }),
      "rubric",
      "rubric.session_policy",
    ],
    [anError("PackedPolicyTooLargeException", { status: 400 }), "rubric", "rubric.session_policy"],
    [anError("ExpiredTokenException", { status: 400 }), "platform", "platform.own_credentials"],
    [anError("InvalidClientTokenId", { status: 403 }), "platform", "platform.own_credentials"],
    [anError("CredentialsProviderError"), "platform", "platform.own_credentials"],
    [anError("Throttling", { status: 400 }), "platform", "platform.sts_throttled"],
    [anError("InternalFailure", { status: 500 }), "platform", "platform.sts_error"],
    [anError("SomethingNew", { status: 400 }), "platform", "platform.sts_error"],
    [anError("TimeoutError"), "platform", "platform.sts_timeout"],
    [anError("Error", { message: "connect ECONNREFUSED" }), "platform", "platform.sts_timeout"],
  ])("takes %s for a fault of the %s", (error, fault, reason) => {
    expect(assumeRoleRefusal(error)).toEqual({ fault, reason });
    expect(english[reason]?.found).not.toContain("{");
  });
});
