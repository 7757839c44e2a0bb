import { Fault } from "../grading/outcome.ts";
import { Region } from "../ids.ts";
import { type JsonSchema, schemaOf, withVariables } from "../json-schema.ts";
import { Answers } from "./answers.ts";
import { CaseName, CaseSource, caseKinds } from "./cases.ts";
import { StepName } from "./step.ts";

const draft = "http://json-schema.org/draft-07/schema#";

/**
 * JSON Schema of `cases/solution.yaml`. `commands` are completed in an editor (`dynamodb
 * create-table`); others of the AWS CLI are taken too.
 */
export function solutionSchema(commands: readonly string[]): JsonSchema {
  return {
    $schema: draft,
    title: "cases/solution.yaml of Lab Grader",
    description: "One right way through the lab, stage by stage.",
    type: "object",
    additionalProperties: {
      type: ["object", "null"],
      description: "The steps of a stage, in the order of typing.",
      properties: { answers: { ...schemaOf(Answers), description: answersText } },
      additionalProperties: { $ref: "#/definitions/step" },
      propertyNames: { anyOf: [{ const: "answers" }, schemaOf(StepName)] },
    },
    definitions: { step: stepSchema(commands) },
  };
}

const answersText = "What the learner answers to questions and written parts, by criterion.";

/** JSON Schema of `cases/cases.yaml`. */
export function casesSchema(commands: readonly string[]): JsonSchema {
  const one = schemaOf(CaseSource);
  const steps = {
    type: "object",
    propertyNames: schemaOf(StepName),
    additionalProperties: { $ref: "#/definitions/step" },
  } as const;
  return {
    $schema: draft,
    title: "cases/cases.yaml of Lab Grader",
    type: "object",
    properties: Object.fromEntries(
      caseKinds.map((kind) => [
        kind,
        {
          description: caseKindTexts[kind],
          type: ["object", "null"],
          propertyNames: schemaOf(CaseName),
          additionalProperties: { $ref: "#/definitions/case" },
        },
      ]),
    ),
    additionalProperties: false,
    definitions: {
      case: {
        ...one,
        properties: {
          ...one.properties,
          before: { ...steps, description: "Steps before those of the solution." },
          after: { ...steps, description: "Steps after those of the solution." },
          expect: {
            description: "What comes out otherwise than in the solution, by criterion.",
            type: "object",
            additionalProperties: { $ref: "#/definitions/outcome" },
          },
        },
      },
      outcome: outcomeSchema(),
      step: stepSchema(commands),
    },
  };
}

const caseKindTexts: Readonly<Record<(typeof caseKinds)[number], string>> = {
  red: "Something is wrong, and some criterion must say so.",
  green: "Another right answer: everything comes out as in the solution.",
  unsure: "AWS is not finished: no points and no attempt, and green once it has settled.",
};

/** `not_met`, or with a reason `{not_met: dynamodb.pitr.off}`. */
function outcomeSchema(): JsonSchema {
  const words = [
    ...["met", "partly", "not_met", "not_judged", "unknown"],
    ...Fault.options.map((fault) => `unknown.${fault}`),
  ];
  return {
    anyOf: [
      { enum: words },
      {
        type: "object",
        description: "An outcome and the reason that it must have.",
        propertyNames: { enum: words },
        additionalProperties: { type: "string" },
        minProperties: 1,
        maxProperties: 1,
      },
    ],
  };
}

function stepSchema(commands: readonly string[]): JsonSchema {
  const parameters: JsonSchema = { type: ["object", "null"] };
  return {
    type: "object",
    description: "One AWS CLI command with what --cli-input-yaml takes.",
    properties: {
      in: { ...withVariables(schemaOf(Region)), description: "Region; default: the lab's own." },
      ...Object.fromEntries(commands.map((command) => [command, parameters])),
    },
    patternProperties: { "^[a-z][a-z0-9-]* [a-z][a-z0-9-]*$": parameters },
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 2,
  };
}
