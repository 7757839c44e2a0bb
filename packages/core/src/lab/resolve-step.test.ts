import { describe, expect, it } from "vitest";
import type { Json } from "../json.ts";
import { resolveStep } from "./resolve-step.ts";
import type { Step } from "./step.ts";

const variables = { region: "us-east-1", table: "lab-orders", "learner.login": "learner-01" };
const answers = new Map<string, Json>([
  ["save-it", { BackupDetails: { BackupArn: "arn:1" }, List: ["a", "b"], Count: 3 }],
]);

function resolved(parameters: Step["parameters"], region?: string) {
  const step: Step = { name: "try-it", service: "dynamodb", command: "x", parameters, region };
  return resolveStep(step, variables, answers);
}

describe("resolveStep", () => {
  it("fills in variables and answers", () => {
    expect(
      resolved({
        Name: "$table",
        Owner: "$learner.login.",
        Arn: "${save-it.BackupDetails.BackupArn}",
      }).parameters,
    ).toEqual({ Name: "lab-orders", Owner: "learner-01.", Arn: "arn:1" });
  });

  it("keeps the type of an answer that stands alone, and writes it out inside a text", () => {
    expect(
      resolved({ A: "${save-it.Count}", B: "n-${save-it.Count}", C: "${save-it.List.1}" })
        .parameters,
    ).toEqual({
      A: 3,
      B: "n-3",
      C: "b",
    });
  });

  it("leaves dollar signs and IAM's own variables alone", () => {
    expect(resolved({ A: "$$5", B: "${aws:username}", C: "$${x}" }).parameters).toEqual({
      A: "$5",
      B: "${aws:username}",
      C: "${x}",
    });
  });

  it("makes a text of a policy that is written as a map", () => {
    expect(resolved({ Policy: { Version: "2012-10-17" }, Other: { a: 1 } }).parameters).toEqual({
      Policy: '{"Version":"2012-10-17"}',
      Other: { a: 1 },
    });
  });

  it("runs in the lab's region unless the step names one", () => {
    expect(resolved({}).region).toBe("us-east-1");
    expect(resolved({}, "us-west-2").region).toBe("us-west-2");
  });

  it.each(["${gone.x}", "${save-it.x}", "${save-it.List.9}", "a ${gone.x} b"])(
    "refuses %s, which nobody answered",
    (text) => {
      expect(() => resolved({ A: text })).toThrow("which no earlier step has answered");
    },
  );
});
