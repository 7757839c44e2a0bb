import { factPlan } from "../facts/fact-plan.ts";
import { getFact } from "../facts/read-facts.ts";
import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { type JsonSchema, schemaOf } from "../json-schema.ts";
import type { ReasonText } from "../reasons/reason.ts";
import type { Check, FactUse } from "./check.ts";
import { exampleObject, exampleValue, isExpectation } from "./example-value.ts";

/** One key of `where` or one line of `expect`. */
export interface DescribedKey {
  readonly name: string;
  /** `number`, `S | N | B`, `list of texts` */
  readonly type: string;
  /** Takes `any`, `{atLeast}`, `{atMost}` and `{oneOf}` too. */
  readonly takesBounds: boolean;
  readonly isRequired: boolean;
  readonly description: string;
}

/** One question that a check asks of AWS. */
export interface DescribedFact {
  readonly kind: string;
  readonly summary: string;
  /** `nearMiss`: only tells the learner more. `ifApplicable`: asked where there is something to ask. */
  readonly use: "required" | "ifApplicable" | "nearMiss";
  /** `dynamodb DescribeTable` */
  readonly operations: readonly string[];
  readonly actions: readonly string[];
}

/** All that an author can know of a check. */
export interface CheckDescription {
  readonly kind: string;
  readonly summary: string;
  /** Address of AWS's documentation. */
  readonly read: string;
  readonly where: readonly DescribedKey[];
  readonly expect: readonly DescribedKey[];
  /** Lines of any name: tags, for instance. */
  readonly otherLines: DescribedKey | undefined;
  readonly defaultExpect: Json;
  readonly facts: readonly DescribedFact[];
  readonly reasons: readonly ({ readonly code: string } & ReasonText)[];
  /** A criterion that asks this check, as data. */
  readonly example: JsonObject;
}

/** Describes a check by its own schemas, facts and reasons. Pure. */
export function describeCheck(check: Check): CheckDescription {
  const where = schemaOf(check.whereSchema);
  const expect = schemaOf(check.expectSchema);
  const rest = expect.additionalProperties;
  const named = describedKeys(expect);
  const otherLines =
    typeof rest === "object" && named.length === 0
      ? describedKey("(any name)", rest, false)
      : undefined;
  const defaultExpect = asJson(check.defaultExpect);
  return {
    kind: check.kind,
    summary: check.summary,
    read: `https://${check.read}`,
    where: describedKeys(where),
    expect: named,
    otherLines,
    defaultExpect,
    facts: describedFacts(check, where, expect),
    reasons: Object.entries(check.reasons).map(([code, text]) => ({ code, ...text })),
    example: exampleCriterion(check, expect, defaultExpect),
  };
}

function describedKeys({ properties = {}, required = [] }: JsonSchema): DescribedKey[] {
  return Object.entries(properties).flatMap(([name, schema]) =>
    typeof schema === "boolean" ? [] : [describedKey(name, schema, required.includes(name))],
  );
}

function describedKey(name: string, schema: JsonSchema, isRequired: boolean): DescribedKey {
  const takesBounds = isExpectation(schema);
  const value = takesBounds ? schema.anyOf?.at(-1) : schema;
  return {
    name,
    type: typeText(typeof value === "object" ? value : schema),
    takesBounds,
    isRequired,
    description: schema.description ?? "",
  };
}

function typeText(schema: JsonSchema): string {
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum) return schema.enum.map(String).join(" | ");
  const options = schema.anyOf ?? schema.oneOf;
  if (options) {
    return [...new Set(options.map((one) => (typeof one === "boolean" ? "" : typeText(one))))]
      .filter(Boolean)
      .join(" | ");
  }
  switch (schema.type) {
    case "string":
      return "text";
    case "array": {
      const [item] = Array.isArray(schema.items) ? schema.items : [schema.items];
      return typeof item === "object" ? `list of ${typeText(item)}` : "list";
    }
    case "object":
      return objectText(schema);
    default:
      return typeof schema.type === "string" ? schema.type : "any value";
  }
}

function objectText({ properties, additionalProperties }: JsonSchema): string {
  const keys = Object.keys(properties ?? {});
  if (keys.length > 0) return `{ ${keys.join(", ")} }`;
  return typeof additionalProperties === "object"
    ? `map of ${typeText(additionalProperties)}`
    : "map";
}

/** The facts of a check hang on where and what is asked: what any of the examples asks is shown. */
function describedFacts(
  check: Check,
  where: JsonSchema,
  expect: JsonSchema,
): readonly DescribedFact[] {
  const uses = new Map<string, FactUse>();
  const given = check.example;
  for (const members of ["required", "all"] as const) {
    const whereExample = { ...exampleObject(where, members), ...given.where };
    for (const expectExample of [
      check.defaultExpect,
      ...(given.expect ? [given.expect] : []),
      ...lineExamples(expect),
    ]) {
      const place = check.whereSchema.safeParse(whereExample);
      const wanted = check.expectSchema.safeParse(expectExample);
      if (!place.success || !wanted.success) continue;
      for (const use of Object.values(check.facts(place.data, wanted.data))) {
        if (!uses.has(use.kind)) uses.set(use.kind, use);
      }
    }
  }
  const all = factPlan(uses.values()).flat();
  return [...new Map(all.map((ref) => [ref.kind, ref])).values()].map((ref) => {
    const fact = getFact(ref.kind);
    const actions = fact.iam(ref.params).map(({ action }) => action);
    return {
      kind: ref.kind,
      summary: fact.summary,
      use: uses.get(ref.kind)?.use ?? "required",
      operations: Object.entries(fact.operations).map(
        ([name, { service }]) => `${service} ${name}`,
      ),
      actions: [...new Set(actions)],
    };
  });
}

function lineExamples(expect: JsonSchema): readonly JsonObject[] {
  const all = exampleObject(expect, "all");
  return [all, ...Object.entries(all).map(([key, value]) => ({ [key]: value }))];
}

function exampleCriterion(check: Check, expect: JsonSchema, defaultExpect: Json): JsonObject {
  const own = schemaOf(check.whereSchema);
  const { where: place = {}, expect: wanted } = check.example;
  // Region and table stand at the top of the lab.
  const { region: _region, table: _table, ...where } = { ...exampleObject(own), ...place };
  const lines = wanted ?? expectExample(expect, defaultExpect);
  return {
    title: "What must be true, in the learner's words",
    points: 5,
    check: check.kind,
    ...(Object.keys(where).length === 0 ? {} : { where }),
    ...(Object.keys(lines).length === 0 ? {} : { expect: lines }),
  };
}

/** The check's own default says most; where it is empty, the first line with some value. */
function expectExample(expect: JsonSchema, defaultExpect: Json): JsonObject {
  if (isJsonObject(defaultExpect) && Object.keys(defaultExpect).length > 0) return defaultExpect;
  const [first] = Object.entries(exampleObject(expect, "all"));
  if (first) return Object.fromEntries([first]);
  const rest = expect.additionalProperties;
  const value = typeof rest === "object" ? exampleValue(rest, "name") : undefined;
  return value === undefined ? {} : { name: value };
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}
