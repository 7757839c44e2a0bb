import type * as z from "zod";
import type { Check } from "../checks/check.ts";
import {
  conditional,
  type JsonSchema,
  schemaOf,
  withDefinitions,
  withVariables,
} from "../json-schema.ts";
import {
  CheckCriterion,
  CompareCriterion,
  LabSource,
  QuestionCriterion,
  StageSource,
  WrittenCriterion,
} from "./lab.ts";

const draft = "http://json-schema.org/draft-07/schema#";
/** What makes a criterion one of its kind, and what else it may then say. */
const criterionKinds: Readonly<Record<string, z.ZodType>> = {
  check: CheckCriterion,
  question: QuestionCriterion,
  written: WrittenCriterion,
  compare: CompareCriterion,
};

/**
 * JSON Schema of `lab.yaml`, for completion and errors in an editor: `check` decides what `where`,
 * `expect` and `feedback` may say. The loader refuses more than a schema can say.
 */
export function labSchema(checks: readonly Check[]): JsonSchema {
  const lab = schemaOf(LabSource);
  const stage = schemaOf(StageSource);
  return withDefinitions({
    $schema: draft,
    title: "lab.yaml of Lab Grader",
    ...lab,
    properties: {
      ...lab.properties,
      where: { ...described(lab.properties?.where), ...topWhere(checks) },
      stages: {
        ...described(lab.properties?.stages),
        type: "object",
        minProperties: 1,
        propertyNames: propertyNamesOf(lab.properties?.stages),
        additionalProperties: { $ref: "#/definitions/stage" },
      },
    },
    definitions: {
      stage: {
        ...stage,
        properties: {
          ...stage.properties,
          criteria: {
            ...described(stage.properties?.criteria),
            type: "object",
            propertyNames: propertyNamesOf(stage.properties?.criteria),
            additionalProperties: { $ref: "#/definitions/criterion" },
          },
        },
      },
      criterion: criterionSchema(checks),
    },
  });
}

function criterionSchema(checks: readonly Check[]): JsonSchema {
  const kinds = Object.entries(criterionKinds).map(([key, schema]) => ({
    key,
    properties: schemaOf(schema).properties ?? {},
    required: schemaOf(schema).required ?? [],
  }));
  return {
    type: "object",
    properties: {
      ...Object.assign({}, ...kinds.map(({ properties }) => properties)),
      check: {
        description: "What is asked; `labgrader check <kind>` shows each.",
        enum: checks.map(({ kind }) => kind),
        markdownEnumDescriptions: checks.map(({ summary }) => summary),
      },
    },
    additionalProperties: false,
    required: ["title", "points"],
    oneOf: kinds.map(({ key }) => ({ required: [key] })),
    allOf: [
      ...kinds.map(({ key, properties, required }) =>
        conditional(
          { required: [key] },
          { required, propertyNames: { enum: Object.keys(properties) } },
        ),
      ),
      ...checks.map(checkRule),
    ],
  };
}

/** What a criterion may say where it asks this check. */
function checkRule(check: Check): JsonSchema {
  const where = withVariables(schemaOf(check.whereSchema));
  const expect = withVariables(schemaOf(check.expectSchema));
  const anyOf: JsonSchema = { type: "array", minItems: 1, items: expect };
  const bestOfSeveral: JsonSchema = {
    type: "object",
    description: "The best of several.",
    properties: { anyOf },
    additionalProperties: false,
  };
  return conditional(
    { required: ["check"], properties: { check: { const: check.kind } } },
    {
      properties: {
        // What is missing here stands at the top of the lab.
        where: { type: "object", properties: where.properties ?? {}, additionalProperties: false },
        expect: conditional({ required: ["anyOf"] }, bestOfSeveral, expect),
        feedback: { propertyNames: { enum: Object.keys(check.reasons) } },
      },
    },
  );
}

/** Whatever some check looks at may stand at the top. */
function topWhere(checks: readonly Check[]): JsonSchema {
  const all = new Map<string, Map<string, JsonSchema | boolean>>();
  for (const check of checks) {
    for (const [key, schema] of Object.entries(
      withVariables(schemaOf(check.whereSchema)).properties ?? {},
    )) {
      const known = all.get(key) ?? new Map<string, JsonSchema | boolean>();
      all.set(
        key,
        known.set(JSON.stringify({ ...described(schema), ...asObject(schema) }), schema),
      );
    }
  }
  return {
    type: "object",
    properties: Object.fromEntries(
      [...all].map(([key, schemas]): [string, JsonSchema | boolean] => {
        const [first = true, ...others] = schemas.values();
        return [key, others.length === 0 ? first : { anyOf: [first, ...others] }];
      }),
    ),
    additionalProperties: false,
  };
}

function described(schema: JsonSchema | boolean | undefined): JsonSchema {
  const { description } = asObject(schema);
  return description === undefined ? {} : { description };
}

function propertyNamesOf(schema: JsonSchema | boolean | undefined): JsonSchema | boolean {
  return asObject(schema).propertyNames ?? true;
}

function asObject(schema: JsonSchema | boolean | undefined): JsonSchema {
  return typeof schema === "object" ? schema : {};
}
