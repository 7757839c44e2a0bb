import type { Json, JsonObject } from "../json.ts";
import type { JsonSchema } from "../json-schema.ts";

/** Texts that fit what AWS's names look like; the first that a schema takes is its example. */
const texts: readonly string[] = [
  "us-east-1",
  "lab-orders",
  "orders",
  "status",
  "111111111111",
  "arn:aws:dynamodb:us-east-1:111111111111:table/lab-orders",
  "arn:aws:iam::111111111111:role/app",
  "dynamodb:GetItem",
  "build",
  "2026-03-01T00:00:00.000Z",
  "1",
];
const textByKey: Readonly<Record<string, string>> = {
  region: "us-east-1",
  table: "lab-orders",
  index: "by-status",
  attribute: "expiresAt",
  role: "order-reader",
  key: "owner",
};

/** Some value that a schema takes, for an example; `undefined` where none is known. */
export function exampleValue(schema: JsonSchema, key = ""): Json | undefined {
  const given = schema.examples?.[0] ?? schema.default ?? schema.const ?? schema.enum?.[0];
  if (given !== undefined) return asJson(given);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return exampleOfOptions(options, key);
  switch (schema.type) {
    case "object":
      return schema.properties ? exampleObject(schema) : exampleMap(schema);
    case "array":
      return exampleList(schema, key);
    case "number":
    case "integer":
      return schema.minimum ?? Number(schema.exclusiveMinimum ?? 0) + 1;
    case "boolean":
      return true;
    case "string":
      return exampleText(schema, key);
    default:
      return undefined;
  }
}

/** An object with its required members, or with all of them. */
export function exampleObject(
  { properties = {}, required = [] }: JsonSchema,
  members: "required" | "all" = "required",
): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, property]): [string, Json][] => {
      if (members === "required" && !required.includes(key)) return [];
      const value = typeof property === "boolean" ? undefined : exampleValue(property, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function exampleMap({ additionalProperties }: JsonSchema): JsonObject {
  const value =
    typeof additionalProperties === "object" ? exampleValue(additionalProperties) : undefined;
  return value === undefined ? {} : { orderId: value };
}

/** Whether a schema is that of a line of `expect` with its bounds. */
export function isExpectation({ anyOf }: JsonSchema): boolean {
  return (anyOf ?? []).some((one) => typeof one !== "boolean" && one.const === "any");
}

function exampleOfOptions(
  options: readonly (JsonSchema | boolean)[],
  key: string,
): Json | undefined {
  // The plain value stands last in a line of `expect`; before it come `any` and the bounds.
  for (const option of options.toReversed()) {
    const value = typeof option === "boolean" ? undefined : exampleValue(option, key);
    if (value !== undefined) return value;
  }
  return undefined;
}

function exampleList({ items, minItems }: JsonSchema, key: string): Json {
  const [first] = Array.isArray(items) ? items : [items];
  if (first === undefined || typeof first === "boolean") return [];
  const value = exampleValue(first, key);
  return value === undefined ? [] : Array.from({ length: Math.max(1, minItems ?? 1) }, () => value);
}

function exampleText({ pattern, minLength = 0, maxLength }: JsonSchema, key: string) {
  const fits = (text: string) =>
    text.length >= minLength &&
    (maxLength === undefined || text.length <= maxLength) &&
    (pattern === undefined || new RegExp(pattern, "u").test(text));
  return [textByKey[key] ?? "", ...texts].find((text) => text !== "" && fits(text));
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}
