import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import type { Step } from "./step.ts";
import { substituted, type Variables } from "./variables.ts";

/** A step with nothing left to fill in. */
export interface ResolvedStep {
  readonly name: string;
  readonly service: string;
  readonly command: string;
  readonly region: string;
  readonly parameters: JsonObject;
}

/** Parameters that AWS takes as a JSON text; a solution writes them as a map. */
export const jsonTexts: ReadonlySet<string> = new Set([
  "Policy",
  "PolicyDocument",
  "AssumeRolePolicyDocument",
  "ResourcePolicy",
  "RepositoryPolicy",
]);

/**
 * Fills in variables and the answers of earlier steps.
 *
 * @throws Error when no answer, or nothing at that path of it, was given.
 */
export function resolveStep(
  step: Step,
  variables: Variables,
  answers: ReadonlyMap<string, Json>,
): ResolvedStep {
  const { name, service, command } = step;
  const answerOf = (expression: string): Json => {
    const [from = "", ...path] = expression.split(".");
    const found = path.reduce<Json | undefined>(memberOf, answers.get(from));
    if (found !== undefined) return found;
    throw new Error(
      `The step ${name} needs \${${expression}}, which no earlier step has answered.`,
    );
  };
  const filled = substituted(step.parameters, variables, answerOf);
  const region = substituted(step.region ?? "$region", variables);
  return {
    ...{ name, service, command },
    region: typeof region === "string" ? region : "",
    parameters: isJsonObject(filled) ? withJsonTexts(filled) : {},
  };
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function withJsonTexts(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => [
      key,
      jsonTexts.has(key) && isJsonObject(value) ? JSON.stringify(value) : value,
    ]),
  );
}
