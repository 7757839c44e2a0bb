import * as z from "zod";
import { isJsonObject, type Json, type JsonObject } from "../json.ts";

/** 1 to 255 bytes in a key; longer names exist elsewhere, but no lab asks for them. */
export const AttributeName = z.string().min(1).max(255);

/** Types that a key can have. */
export type KeyType = "S" | "N" | "B";
/** An attribute value as it goes over the wire: a type tag, and a number as a text. */
export type AttributeValue = JsonObject;
/** Attribute name to value. */
export type Item = Readonly<Record<string, AttributeValue>>;

/**
 * A value as an author writes it: a text is `S`, a number `N`; `{ N: "007" }` and `{ B: "AAE=" }`
 * say it in full, bytes in base64.
 */
export const KeyValue = z.union([
  z.string().min(1),
  z.number(),
  z.strictObject({ S: z.string().min(1) }),
  z.strictObject({ N: z.string().regex(/^-?\d{1,38}(\.\d{1,38})?$/, "a number") }),
  z.strictObject({ B: z.base64().min(4) }),
]);
export type KeyValue = z.infer<typeof KeyValue>;

/** The key of an item: attribute name to value. */
export const ItemKey = z.record(AttributeName, KeyValue);
export type ItemKey = Readonly<Record<string, KeyValue>>;

const WireItem = z.record(z.string(), z.record(z.string(), z.json()));

/** @throws ZodError when an item of AWS's has a shape that nobody foresaw. */
export function parseItem(value: Json | undefined): Item {
  return WireItem.parse(value);
}

export function keyTypeOf(value: KeyValue): KeyType {
  if (typeof value === "string") return "S";
  if (typeof value === "number") return "N";
  if ("S" in value) return "S";
  return "N" in value ? "N" : "B";
}

export function attributeValueOf(value: KeyValue): AttributeValue {
  if (typeof value === "string") return { S: value };
  return typeof value === "number" ? { N: String(value) } : value;
}

/** As a person writes it: `r-1`, `42`. */
export function describeKeyValue(value: KeyValue): string {
  if (typeof value !== "object") return String(value);
  return Object.values(value).join();
}

/** `customerId canary, orderId 0001` */
export function describeItemKey(key: ItemKey): string {
  return Object.entries(key)
    .map(([name, value]) => `${name} ${describeKeyValue(value)}`)
    .join(", ");
}

/** The tag of a value: `S`, `N`, `BOOL`, `SS`, … */
export function typeOfAttribute(value: Json | undefined): string | undefined {
  return isJsonObject(value) ? Object.keys(value)[0] : undefined;
}

/**
 * Attribute names and type tags of an item or of a list of items, without any value: the shape of
 * what a learner has stored.
 */
export function attributeTypes(items: Json): Json {
  if (isList(items)) return items.map(attributeTypes);
  if (!isJsonObject(items)) return items;
  return Object.fromEntries(
    Object.entries(items).map(([name, value]) => [name, typeOfAttribute(value) ?? "?"]),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
