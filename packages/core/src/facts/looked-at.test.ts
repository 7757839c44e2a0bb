import { describe, expect, it } from "vitest";
import type { Answer } from "../evidence/evidence.ts";
import type { JsonObject } from "../json.ts";
import { FactReader } from "./read-facts.ts";

/** What is shown of a call with this input. */
function resourceOf(input: JsonObject) {
  const answer: Answer = {
    service: "dynamodb",
    operation: "DescribeTable",
    region: "us-east-1",
    input,
    observedAt: "2026-03-01T12:00:00.000Z",
    error: { name: "AccessDeniedException", message: "no", status: 400 },
  };
  const params = { region: "us-east-1", table: "lab-orders" };
  const facts = [{ kind: "dynamodb.table", params, answers: [answer] }];
  const reading = new FactReader({ access: { status: "open", way: "role" }, facts }).read({
    kind: "dynamodb.table",
    params,
  });
  return reading.status === "unknown" ? reading.lookedAt[0]?.resource : undefined;
}

describe("what was looked at", () => {
  it.each([
    [{ TableName: "lab-orders", Key: { id: { S: "1" } } }, "lab-orders"],
    [{ ResourceArn: "arn:aws:dynamodb:us-east-1:1:table/lab-orders" }, "table/lab-orders"],
    [{ ServiceNamespace: "dynamodb", ResourceId: "table/lab-orders" }, "table/lab-orders"],
    [{ ResourceIds: ["table/a", "table/a/index/b"] }, "table/a and 1 more"],
    [{ RoleName: "reader", PolicyName: "read" }, "reader"],
    [{ PolicySourceArn: "arn:aws:iam::1:role/reader", ActionNames: ["a"] }, "role/reader"],
    [{ RoleArn: "arn:aws:iam::1:role/reader" }, "role/reader"],
    [{ AlarmNames: ["too-many"] }, "too-many"],
    [{ AccountId: "1", BudgetName: "school" }, "school"],
    [{ MaxResults: 1 }, undefined],
    [{ AlarmNames: [] }, undefined],
  ])("of %j is %s", (input, resource) => {
    expect(resourceOf(input)).toBe(resource);
  });
});
