import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AttributeExpectation,
  comparesValue,
  describeAttribute,
  isAttributeAsExpected,
  typesOfExpectation,
} from "./attribute-expectation.ts";

describe("isAttributeAsExpected", () => {
  it.each([
    [42, "42"],
    [42, "042"],
    [42, "42.000"],
    [42, "4.2E+1"],
    [-0.5, "-.5"],
    [0, "-0.00"],
    [1e21, "1000000000000000000000"],
    [1e-7, "0.0000001"],
  ])("takes the number %d for what is stored as %s", (expected, N) => {
    expect(isAttributeAsExpected(expected, { N })).toBe(true);
  });

  it.each([
    [42, { S: "42" }],
    ["42", { N: "42" }],
    [42, { N: "-42" }],
    [9007199254740992, { N: "9007199254740993" }],
    [true, { S: "true" }],
    [true, { BOOL: false }],
    [[1, 2], { SS: ["1", "2"] }],
    [[1, 2], { NS: ["1", "2", "3"] }],
    [{ atLeast: 1 }, { S: "2" }],
    [{ oneOf: ["open", 1] }, { S: "1" }],
    [{ type: "SS" as const }, { L: [] }],
    [{ atMost: 1 }, {}],
  ])("does not take %j for %j", (expected, found) => {
    expect(isAttributeAsExpected(expected, found)).toBe(false);
  });

  it.each([
    [["b", "a"], { SS: ["a", "b"] }],
    [[2, 1], { NS: ["1", "2.0"] }],
    [["a", 1], { L: [{ N: "1" }, { S: "a" }] }],
    [{ oneOf: ["open", 1] }, { N: "1.0" }],
    [{ atLeast: 1.5 }, { N: "1.5" }],
    ["any" as const, { M: {} }],
    [{ type: "NULL" as const }, { NULL: true }],
  ])("takes %j for %j", (expected, found) => {
    expect(isAttributeAsExpected(expected, found)).toBe(true);
  });

  it("knows every number again that JavaScript can write", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(isAttributeAsExpected(number, { N: String(number) })).toBe(true);
      }),
    );
  });
});

describe("an expectation of an attribute", () => {
  it("says which types it can be met by", () => {
    expect(typesOfExpectation("open")).toEqual(["S"]);
    expect(typesOfExpectation([1])).toEqual(["NS", "L"]);
    expect(typesOfExpectation({ atMost: 1 })).toEqual(["N"]);
    expect(typesOfExpectation({ oneOf: ["a", 1, true] })).toEqual(["S", "N", "BOOL"]);
    expect(typesOfExpectation("any")).toBeUndefined();
  });

  it("reads a value only where one is compared", () => {
    expect(comparesValue("any")).toBe(false);
    expect(comparesValue({ type: "S" })).toBe(false);
    expect(comparesValue(1)).toBe(true);
  });

  it("is read as it is written", () => {
    for (const written of [1, "open", false, ["a"], { atLeast: 1 }, { type: "SS" }, "any"]) {
      expect(AttributeExpectation.parse(written)).toEqual(written);
    }
    expect(AttributeExpectation.safeParse({ type: "text" }).success).toBe(false);
    expect(AttributeExpectation.safeParse({ atleast: 1 }).success).toBe(false);
  });
});

describe("describeAttribute", () => {
  it("shows the value with its type", () => {
    expect(describeAttribute({ N: "42" })).toBe("42 (N)");
    expect(describeAttribute({ S: "open" })).toBe("open (S)");
    expect(describeAttribute({ SS: ["a"] })).toBe('["a"] (SS)');
  });
});
