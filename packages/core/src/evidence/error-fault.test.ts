import { describe, expect, it } from "vitest";
import { faultOfAnswer } from "./error-fault.ts";

const session = `arn:aws:sts::111111111111:assumed-role/LabGraderAccess-production/sub_${"0".repeat(12)}.${"0".repeat(12)}.build.0001`;
const resource = `arn:aws:dynamodb:us-east-1:111111111111:table/${"a".repeat(255)}`;
const action = "dynamodb:DescribeContinuousBackups";

function denied(ending: string) {
  return faultOfAnswer({
    service: "dynamodb",
    operation: "DescribeContinuousBackups",
    error: {
      name: "AccessDeniedException",
      message: `User: ${session} is not authorized to perform: ${action} on resource: ${resource} ${ending}`,
      status: 400,
    },
  });
}

describe("faultOfAnswer", () => {
  it("quotes why AWS denied a call, whatever the length of the names", () => {
    expect(denied(`because no identity-based policy allows the ${action} action`)).toEqual({
      fault: "access",
      reason: "access.denied",
      params: { action, cause: "no identity-based policy allows" },
    });
    expect(denied("with an explicit deny in a service control policy").params.cause).toBe(
      "explicit deny in a service control policy",
    );
  });

  it("never blames the learner for a session policy of ours", () => {
    expect(denied(`because no session policy allows the ${action} action`).fault).toBe("rubric");
  });

  it("never blames the learner's role for a session policy of ours", () => {
    const message = `User: ${session} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111111111111:role/reader because no session policy allows the sts:AssumeRole action`;
    const error = { name: "AccessDenied", message, status: 403 };

    expect(faultOfAnswer({ service: "sts", operation: "AssumeRole", error }).fault).toBe("rubric");
  });

  it("takes an error without a status for an answer that never came", () => {
    const error = { name: "ECONNRESET", message: "socket hang up" };

    expect(faultOfAnswer({ service: "kms", operation: "DescribeKey", error }).fault).toBe(
      "platform",
    );
  });

  it.each([
    ["UnauthorizedOperation", 403, "access"],
    ["AuthFailure", 401, "platform"],
    ["RequestExpired", 400, "platform"],
    ["LimitExceededException", 400, "platform"],
    ["ConcurrentUpdateException", 400, "platform"],
    ["ConcurrentModificationException", 400, "platform"],
  ])("knows %s of EC2, Kinesis and Security Hub", (name, status, fault) => {
    const error = { name, message: "", status };

    expect(faultOfAnswer({ service: "ec2", operation: "Describe", error }).fault).toBe(fault);
  });
});
