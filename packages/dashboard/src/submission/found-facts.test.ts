import { describe, expect, it } from "vitest";
import { type Fact, factName, factsWith, jsonHas } from "./found-facts.ts";

const anything = { criterion: "", kind: "", words: "" };

describe("factsWith", () => {
  it("shows everything while nothing is asked for", () => {
    expect(factsWith([aFact({}), aFact({ kind: "dynamodb.tags" })], anything)).toHaveLength(2);
  });

  it("shows what fits the criterion, the kind and the words together", () => {
    const facts = [
      aFact({ criteria: ["keys"] }),
      aFact({ criteria: ["keys"], kind: "dynamodb.tags" }),
      aFact({ criteria: ["tagged"], kind: "dynamodb.tags" }),
    ];

    const shown = factsWith(facts, { criterion: "keys", kind: "dynamodb.tags", words: "ACTIVE" });

    expect(shown).toEqual([facts[1]]);
  });

  it("finds words of the call and of AWS's refusal, whatever their case", () => {
    const refused = aFact({ output: undefined, error: { name: "AccessDenied", message: "no" } });

    expect(factsWith([refused], { ...anything, words: "accessdenied" })).toHaveLength(1);
    expect(factsWith([refused], { ...anything, words: "describetable" })).toHaveLength(1);
    expect(factsWith([refused], { ...anything, words: "ACTIVE" })).toHaveLength(0);
  });
});

describe("jsonHas", () => {
  it("looks at names, at values and below both", () => {
    const value = { Table: { Keys: ["customerId", { Size: 42 }] } };

    expect(jsonHas(value, "keys")).toBe(true);
    expect(jsonHas(value, " CUSTOMER ")).toBe(true);
    expect(jsonHas(value, "42")).toBe(true);
    expect(jsonHas(value, "orderId")).toBe(false);
  });
});

describe("factName", () => {
  it("tells two facts of one kind apart", () => {
    expect(factName(aFact({}))).toBe("dynamodb.table · region us-east-1");
  });
});

function aFact({
  kind = "dynamodb.table",
  criteria = ["table"],
  ...answer
}: Partial<Pick<Fact, "kind" | "criteria"> & Fact["answers"][number]>): Fact {
  const call = {
    service: "dynamodb",
    operation: "DescribeTable",
    region: "us-east-1",
    input: { TableName: "lab-orders" },
    observedAt: "2026-03-01T14:00:00.000Z",
    output: { Table: { TableStatus: "ACTIVE" } },
  };
  return { kind, params: { region: "us-east-1" }, criteria, answers: [{ ...call, ...answer }] };
}
