import * as z from "zod";
import type { Json } from "../json.ts";

/**
 * What a line of `expect` may say: a value itself, `{atLeast}`, `{atMost}`, both of them, `{oneOf}`
 * or `any`. A list stands for a set.
 */
export type Expectation<Value> =
  | Value
  | "any"
  | { atLeast: number }
  | { atMost: number }
  | { atLeast: number; atMost: number }
  | { oneOf: Value[] };

export function expectation<Value>(value: z.ZodType<Value>): z.ZodType<Expectation<Value>> {
  return z.union([
    z.literal("any"),
    z.strictObject({ atLeast: z.number() }),
    z.strictObject({ atMost: z.number() }),
    z
      .strictObject({ atLeast: z.number(), atMost: z.number() })
      .refine(({ atLeast, atMost }) => atLeast <= atMost, "atLeast is above atMost"),
    z.strictObject({ oneOf: z.array(value).min(1) }),
    value,
  ]);
}

/** `undefined` never matches a bound: where nothing is set, nothing can be within it. */
export function isAsExpected(expected: Expectation<Json>, found: Json | undefined): boolean {
  if (expected === "any") return true;
  if (found === undefined) return false;
  const isLowEnough = !isBound(expected, "atMost") || Number(found) <= expected.atMost;
  if (isBound(expected, "atLeast")) {
    return typeof found === "number" && found >= expected.atLeast && isLowEnough;
  }
  if (isBound(expected, "atMost")) return typeof found === "number" && isLowEnough;
  if (isChoice(expected)) return expected.oneOf.some((one) => isEqual(one, found));
  return isEqual(expected, found);
}

/** As a person says it: `7 days or more`, `AWS_MANAGED or CUSTOMER_MANAGED`. */
export function describeExpectation(expected: Expectation<Json>, unit?: string): string {
  const withUnit = (text: string | number) => (unit === undefined ? `${text}` : `${text} ${unit}`);
  if (expected === "any") return "anything";
  if (isBound(expected, "atLeast")) {
    return isBound(expected, "atMost")
      ? withUnit(`${expected.atLeast} to ${expected.atMost}`)
      : `${withUnit(expected.atLeast)} or more`;
  }
  if (isBound(expected, "atMost")) return `${withUnit(expected.atMost)} or less`;
  if (isChoice(expected))
    return withUnit(expected.oneOf.map((one) => describeExpectation(one)).join(" or "));
  if (Array.isArray(expected)) return expected.length === 0 ? "none" : expected.join(", ");
  return withUnit(typeof expected === "string" ? expected : JSON.stringify(expected));
}

function isEqual(expected: Json, found: Json): boolean {
  if (Array.isArray(expected) && Array.isArray(found)) {
    return (
      expected.length === found.length &&
      expected.every((one) => found.some((other) => isEqual(one, other)))
    );
  }
  return expected === found;
}

function isBound<Name extends "atLeast" | "atMost">(
  expected: Expectation<Json>,
  name: Name,
): expected is Record<Name, number> {
  return (
    typeof expected === "object" &&
    expected !== null &&
    name in expected &&
    typeof Reflect.get(expected, name) === "number"
  );
}

function isChoice(expected: Expectation<Json>): expected is { oneOf: Json[] } {
  return (
    typeof expected === "object" &&
    expected !== null &&
    "oneOf" in expected &&
    Array.isArray(expected.oneOf)
  );
}
