import * as z from "zod";

/** What is used of JSON Schema, draft 7: zod writes it, editors read it. */
export interface JsonSchema {
  $schema?: string;
  $ref?: string;
  title?: string;
  description?: string;
  /** Of the members of `enum`: VS Code's and yaml-language-server's own. */
  markdownEnumDescriptions?: string[];
  type?: SchemaType | SchemaType[];
  enum?: (string | number | boolean | null)[];
  const?: string | number | boolean | null;
  default?: unknown;
  examples?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number | boolean;
  minItems?: number;
  minProperties?: number;
  maxProperties?: number;
  properties?: Record<string, SubSchema>;
  patternProperties?: Record<string, SubSchema>;
  propertyNames?: SubSchema;
  additionalProperties?: SubSchema;
  required?: string[];
  items?: SubSchema | SubSchema[];
  anyOf?: SubSchema[];
  allOf?: SubSchema[];
  oneOf?: SubSchema[];
  if?: SubSchema;
  then?: SubSchema;
  else?: SubSchema;
  definitions?: Record<string, SubSchema>;
}
type SubSchema = JsonSchema | boolean;
type SchemaType = "object" | "array" | "string" | "number" | "boolean" | "null" | "integer";

/** What somebody may write who writes for this schema. A schema that holds itself takes anything there. */
export function schemaOf(schema: z.ZodType): JsonSchema {
  const whole: JsonSchema = z.toJSONSchema(schema, {
    ...{ io: "input", target: "draft-7", unrepresentable: "any" },
  });
  const { $schema: _draft, definitions: _circles, ...written } = whole;
  return changedEverywhere(written, ({ $ref, format: _notForEditors, ...rest }) =>
    $ref === undefined ? rest : {},
  );
}

/** A text with a variable may stand wherever a text, a number or a choice is asked. */
export function withVariables(schema: JsonSchema): JsonSchema {
  return changedEverywhere(schema, (one) => {
    const { description, ...leaf } = one;
    const isAnyText = one.type === "string" && Object.keys(leaf).length === 1;
    if (!isLeaf(one) || isAnyText) return one;
    return {
      ...(description === undefined ? {} : { description }),
      anyOf: [leaf, { type: "string", pattern: "\\$" }],
    };
  });
}

/**
 * What stands in a schema again and again, once, among its definitions: some hundred kilobytes of
 * the same five ways to write a number are no help to anybody.
 */
export function withDefinitions(schema: JsonSchema): JsonSchema {
  const counts = new Map<string, number>();
  changedEverywhere(schema, (one) => {
    const text = bodyText(one);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    return one;
  });
  const names = new Map<string, string>();
  for (const [text, count] of counts) {
    if (count > 2 && text.length > 120) names.set(text, `shared-${names.size + 1}`);
  }
  const definitions: Record<string, JsonSchema> = {};
  const shared = changedEverywhere(schema, (one, original) => {
    const name = names.get(bodyText(original));
    if (name === undefined) return one;
    const { description, ...body } = one;
    definitions[name] = body;
    const $ref = `#/definitions/${name}`;
    return description === undefined ? { $ref } : { description, allOf: [{ $ref }] };
  });
  return { ...shared, definitions: { ...shared.definitions, ...definitions } };
}

function bodyText({ description: _description, ...body }: JsonSchema): string {
  return JSON.stringify(body);
}

/** From the leaves up; `change` also gets what stood there before. */
function changedEverywhere(
  schema: JsonSchema,
  change: (schema: JsonSchema, original: JsonSchema) => JsonSchema,
): JsonSchema {
  const below = (sub: SubSchema): SubSchema =>
    typeof sub === "object" ? changedEverywhere(sub, change) : sub;
  const each = (all: readonly SubSchema[]): SubSchema[] => all.map(below);
  const members = (all: Readonly<Record<string, SubSchema>>): Record<string, SubSchema> =>
    Object.fromEntries(Object.entries(all).map(([key, one]) => [key, below(one)]));
  const { properties, definitions, additionalProperties, items, anyOf, allOf } = schema;
  const changed: JsonSchema = { ...schema };
  if (properties) changed.properties = members(properties);
  if (definitions) changed.definitions = members(definitions);
  if (additionalProperties !== undefined)
    changed.additionalProperties = below(additionalProperties);
  if (Array.isArray(items)) changed.items = each(items);
  else if (items !== undefined) changed.items = below(items);
  if (anyOf) changed.anyOf = each(anyOf);
  if (allOf) changed.allOf = each(allOf);
  for (const way of ["then", "else"] as const) {
    const taken = schema[way];
    if (taken !== undefined) changed[way] = below(taken);
  }
  return change(changed, schema);
}

/** What must hold besides where a condition holds, and what where it does not. */
export function conditional(
  condition: JsonSchema,
  holds: JsonSchema,
  otherwise?: JsonSchema,
): JsonSchema {
  return {
    if: condition,
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word.
    then: holds,
    ...(otherwise === undefined ? {} : { else: otherwise }),
  };
}

function isLeaf({ type, enum: choices, const: only }: JsonSchema): boolean {
  if (choices || only !== undefined) return true;
  return type === "string" || type === "number" || type === "integer" || type === "boolean";
}
