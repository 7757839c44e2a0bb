import * as z from "zod";
import { canonicalJson, type JsonObject } from "../json.ts";
import { defineFact, type NormalisedInput } from "./fact.ts";
import { iamRegion, noSuchEntity, RoleName, roleArn } from "./role-params.ts";

/** Values of one condition key, as the request that is simulated would carry them. */
export const SimulatedContext = z.strictObject({
  key: z.string().min(1).describe("The condition key, such as `dynamodb:LeadingKeys`."),
  type: z
    .enum(["string", "stringList", "numeric", "numericList", "boolean", "ip", "date"])
    .default("stringList")
    .describe("The type of the key's values; default `stringList`."),
  values: z.array(z.string()).min(1).describe("The values that the request carries."),
});

const SimulatedCall = z.object({
  resource: z.string(),
  actions: z.array(z.string()).min(1),
  context: z.array(SimulatedContext),
});
export type SimulatedCall = z.infer<typeof SimulatedCall>;

const SimulationParams = z.object({ role: RoleName, calls: z.array(SimulatedCall) });

const Decision = z.object({
  EvalActionName: z.string(),
  EvalDecision: z.string(),
  MissingContextValues: z.array(z.string()).optional(),
  ResourceSpecificResults: z
    .array(
      z.object({
        EvalResourceName: z.string(),
        EvalResourceDecision: z.string(),
        MissingContextValues: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});
const SimulateOutput = z.object({ EvaluationResults: z.array(Decision).optional() });

export interface SimulatedDecision {
  /** The same call may be simulated under several contexts; as `contextOf` says it. */
  readonly context: string;
  readonly action: string;
  readonly resource: string;
  /** `allowed`, `explicitDeny`, `implicitDeny`. */
  readonly decision: string;
  /** Condition keys that the policies ask for and nobody gave: the decision can't be relied on. */
  readonly missingContext: readonly string[];
}

export type SimulationReading =
  | { readonly exists: false }
  | { readonly exists: true; readonly decisions: readonly SimulatedDecision[] };

/**
 * What IAM says that a role may do, without doing it. For a role no resource policy is looked at, no
 * session policy, and of an organisation's only those without conditions:
 * docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export const simulation = defineFact({
  kind: "iam.simulation",
  summary: "what a role may and may not do, simulated by IAM",
  params: SimulationParams,
  operations: {
    SimulatePrincipalPolicy: {
      service: "iam",
      absence: noSuchEntity,
      keep: [
        "EvaluationResults.EvalActionName",
        "EvaluationResults.EvalDecision",
        "EvaluationResults.MissingContextValues",
        "EvaluationResults.ResourceSpecificResults.EvalResourceName",
        "EvaluationResults.ResourceSpecificResults.EvalResourceDecision",
        "EvaluationResults.ResourceSpecificResults.MissingContextValues",
      ],
      pages: { outputToken: "Marker", inputToken: "Marker", maxPages: 10 },
    },
  },
  iam: (params) => [{ action: "iam:SimulatePrincipalPolicy", resource: roleArn(params) }],
  ask: (params) =>
    // One resource a call: each decision of the answer is then of that resource.
    params.calls.map(({ resource, actions, context }) => ({
      operation: "SimulatePrincipalPolicy",
      region: iamRegion,
      input: {
        PolicySourceArn: roleArn(params),
        ActionNames: actions,
        ResourceArns: [resource],
        ...(context.length > 0 && { ContextEntries: contextEntries(context) }),
      },
    })),
  normalise: (answers): SimulationReading => {
    if (answers.some((answer) => "absent" in answer)) return { exists: false };
    return { exists: true, decisions: answers.flatMap(decisionsOf) };
  },
});

const AskedOf = z.object({
  ResourceArns: z.tuple([z.string()]),
  ContextEntries: z.array(z.json()).optional(),
});

/** One text for the context of a call, to find its decisions by. */
export function contextOf({ context }: Pick<SimulatedCall, "context">): string {
  return canonicalJson(contextEntries(context));
}

function contextEntries(context: SimulatedCall["context"]): JsonObject[] {
  return context.map(({ key, type, values }) => ({
    ContextKeyName: key,
    ContextKeyType: type,
    ContextKeyValues: values,
  }));
}

function decisionsOf(answer: NormalisedInput): readonly SimulatedDecision[] {
  if ("absent" in answer) return [];
  const asked = AskedOf.parse(answer.input);
  const [resource] = asked.ResourceArns;
  const context = canonicalJson(asked.ContextEntries ?? []);
  const { EvaluationResults: results = [] } = SimulateOutput.parse(answer.output);
  return results.map((result) => {
    // With resources named, the missing keys stand with each of them and not above.
    const own = result.ResourceSpecificResults?.find(
      ({ EvalResourceName }) => EvalResourceName === resource,
    );
    return {
      action: result.EvalActionName,
      resource,
      context,
      decision: own?.EvalResourceDecision ?? result.EvalDecision,
      missingContext: [
        ...new Set([...(result.MissingContextValues ?? []), ...(own?.MissingContextValues ?? [])]),
      ],
    };
  });
}
