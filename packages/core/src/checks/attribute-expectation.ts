import * as z from "zod";
import { type AttributeValue, typeOfAttribute } from "../facts/attribute-value.ts";
import { isJsonObject, type Json } from "../json.ts";
import { type Expectation, expectation } from "./expectation.ts";

/** Type tags of DynamoDB, as they go over the wire. */
export const AttributeType = z.enum(["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"]);
export type AttributeType = z.infer<typeof AttributeType>;

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
type Scalar = z.infer<typeof Scalar>;

/**
 * What an author may ask of one attribute: a value (a text is `S`, a number `N`, true and false
 * `BOOL`, a list a set of texts or of numbers), a bound of a number, or `{ type: SS }` for its type alone.
 */
export const AttributeExpectation = z.union([
  z.strictObject({ type: AttributeType }),
  expectation<Scalar | Scalar[]>(z.union([Scalar, z.array(Scalar).min(1)])),
]);
export type AttributeExpectation = { type: AttributeType } | Expectation<Scalar | Scalar[]>;

/** Whether the value itself must be read, or its name and type are enough. */
export function comparesValue(expected: AttributeExpectation): boolean {
  return expected !== "any" && !isTypeOnly(expected);
}

/** Types that the value may have; `undefined`: any. */
export function typesOfExpectation(
  expected: AttributeExpectation,
): readonly AttributeType[] | undefined {
  if (expected === "any") return undefined;
  if (isTypeOnly(expected)) return [expected.type];
  if (typeof expected !== "object") return [typeOfScalar(expected)];
  if (Array.isArray(expected)) return [typeOfScalar(expected[0]) === "N" ? "NS" : "SS", "L"];
  if (!("oneOf" in expected)) return ["N"];
  return expected.oneOf.flatMap((one) => typesOfExpectation(one) ?? []);
}

/** Compares what is stored, never a converted value: numbers are texts on the wire, of up to 38 digits. */
export function isAttributeAsExpected(
  expected: AttributeExpectation,
  found: AttributeValue,
): boolean {
  if (expected === "any") return true;
  const type = typeOfAttribute(found);
  if (isTypeOnly(expected)) return type === expected.type;
  const value = type === undefined ? undefined : found[type];
  if (typeof expected !== "object") {
    return type === typeOfScalar(expected) && isSame(expected, value);
  }
  if (Array.isArray(expected)) return isSameSet(expected, found);
  if ("oneOf" in expected) return expected.oneOf.some((one) => isAttributeAsExpected(one, found));
  if (type !== "N" || typeof value !== "string") return false;
  if ("atLeast" in expected && Number(value) < expected.atLeast) return false;
  return !("atMost" in expected) || Number(value) <= expected.atMost;
}

/** As a person writes it: `open (S)`, `42 (N)`. */
export function describeAttribute(value: AttributeValue): string {
  const type = typeOfAttribute(value) ?? "?";
  const content = value[type];
  return `${typeof content === "string" ? content : JSON.stringify(content)} (${type})`;
}

function isTypeOnly(expected: AttributeExpectation): expected is { type: AttributeType } {
  return typeof expected === "object" && "type" in expected;
}

function typeOfScalar(value: Scalar | undefined): AttributeType {
  if (typeof value === "number") return "N";
  return typeof value === "boolean" ? "BOOL" : "S";
}

function isSame(expected: Scalar, found: Json | undefined): boolean {
  if (typeof expected !== "number") return expected === found;
  return typeof found === "string" && plainDecimal(found) === plainDecimal(String(expected));
}

function isSameSet(expected: readonly Scalar[], found: AttributeValue): boolean {
  const type = typeOfAttribute(found);
  const members = type === undefined ? undefined : found[type];
  if (!Array.isArray(members) || members.length !== expected.length) return false;
  const values = members.map((member: Json) =>
    type === "L" ? member : { [itemOf(type)]: member },
  );
  return expected.every((one) =>
    values.some((value) => isJsonObject(value) && isAttributeAsExpected(one, value)),
  );
}

/** The type of a set's members: `S` of `SS`. */
function itemOf(setType: string | undefined): string {
  return setType === "NS" ? "N" : "S";
}

/** One text for equal numbers, without the rounding of a float: `4.20e1`, `042.0` and `42` are one. */
function plainDecimal(text: string): string {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text.trim());
  if (!parts) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const scale = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign === "-" ? "-" : ""}${significant}e${scale}`;
}
