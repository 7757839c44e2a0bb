import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import { policyInForce } from "../../managed-policies.ts";
import { policiesOfRole } from "../../policy/authorization.ts";
import type { Policy } from "../../policy/document.ts";
import { evaluate, reachesRequest } from "../../policy/evaluate.ts";
import type { Role } from "../../roles.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { parseInput } from "../query-input.ts";
import { Arn, Document, documentOf, noSuchEntity, Paged, pageOf } from "./entities.ts";

const ContextEntry = z.strictObject({
  ContextKeyName: z.string().min(5).max(256),
  ContextKeyType: z.string(),
  ContextKeyValues: z.array(z.string()).default([]),
});
const Simulated = {
  ActionNames: z.array(z.string().min(3).max(128)).min(1),
  ResourceArns: z.array(z.string().min(1).max(2048)).min(1).default(["*"]),
  ContextEntries: z.array(ContextEntry).default([]),
  ResourcePolicy: Document.optional(),
  ...Paged,
};
const PrincipalInput = z.strictObject({
  PolicySourceArn: Arn,
  PolicyInputList: z.array(Document).default([]),
  ...Simulated,
});
const CustomInput = z.strictObject({ PolicyInputList: z.array(Document).min(1), ...Simulated });

/** What the simulator knows of a request by itself. */
interface Simulation {
  readonly policies: readonly Policy[];
  readonly boundary?: Policy | undefined;
  /** Keys in lower case. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/**
 * IAM's policy simulator over the sandbox's own evaluator. As on AWS it looks at no resource policy
 * of a role's requests and at no session policy; here it simulates roles only.
 */
export const simulationOperations: Readonly<Record<string, AwsOperation>> = {
  SimulatePrincipalPolicy: {
    iam: ({ input }) => ({
      action: "iam:SimulatePrincipalPolicy",
      resources: [parseInput(PrincipalInput, input).PolicySourceArn],
    }),
    answer: (request) => {
      const input = parseInput(PrincipalInput, request.input);
      const role = getRole(request, input.PolicySourceArn);
      if (input.ResourcePolicy !== undefined)
        throw invalidInput("Simulation of resource-based policies is not supported for IAM roles.");
      const given = input.PolicyInputList.map((text) => documentOf(text, "identity"));
      return simulated(input, {
        policies: [...policiesOfRole(role), ...given],
        boundary: role.boundary && policyInForce(role.boundary),
        context: { ...contextOf(request, role), ...givenContext(input) },
      });
    },
  },
  SimulateCustomPolicy: {
    iam: () => ({ action: "iam:SimulateCustomPolicy", resources: ["*"] }),
    answer: (request) => {
      const input = parseInput(CustomInput, request.input);
      if (input.ResourcePolicy !== undefined)
        throw invalidInput("The local sandbox simulates identity policies only.");
      return simulated(input, {
        policies: input.PolicyInputList.map((text) => documentOf(text, "identity")),
        context: { ...contextOf(request), ...givenContext(input) },
      });
    },
  },
};

function getRole({ account }: AwsRequest, arn: string): Role {
  const [, accountId, kind, name] = /^arn:aws:iam::(\d{12}):(\w+)\/(?:.*\/)?(.+)$/.exec(arn) ?? [];
  if (accountId === undefined || kind === undefined || name === undefined)
    throw invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
  if (kind !== "role")
    throw invalidInput(`The local sandbox simulates roles only, not ${kind} ${name}.`);
  const role = accountId === account.accountId ? account.roles.get(name) : undefined;
  if (role?.arn !== arn) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
}

function simulated(
  input: Pick<z.output<typeof CustomInput>, "ActionNames" | "ResourceArns" | "MaxItems" | "Marker">,
  simulation: Simulation,
): JsonObject {
  const { ActionNames, ResourceArns } = input;
  const wrong = ActionNames.find((action) => !/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action));
  if (wrong !== undefined) throw invalidInput(`Invalid action: ${wrong}`);
  const results = ActionNames.map((action) => {
    const decided = ResourceArns.map((resource) => decide(action, resource, simulation));
    const [first] = decided;
    const isAllowed = decided.every(
      ({ EvalResourceDecision }) => EvalResourceDecision === "allowed",
    );
    const isEverything = ResourceArns.length === 1 && ResourceArns[0] === "*";
    return {
      EvalActionName: action,
      EvalResourceName: ResourceArns[0] ?? "*",
      EvalDecision: isAllowed
        ? "allowed"
        : ((decided.find((one) => one.EvalResourceDecision !== "allowed") ?? first)
            ?.EvalResourceDecision ?? "implicitDeny"),
      MatchedStatements: [],
      MissingContextValues: isEverything ? (first?.MissingContextValues ?? []) : [],
      // With resources named, the missing keys stand with each of them and not above:
      // docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
      ...(isEverything ? {} : { ResourceSpecificResults: decided }),
    };
  });
  return pageOf("EvaluationResults", results, input);
}

function decide(action: string, resource: string, { policies, boundary, context }: Simulation) {
  const request = { action, resource, context };
  const { effect } = evaluate(policies, request);
  const bound = boundary && evaluate([boundary], request).effect;
  const isDenied = effect === "deny" || bound === "deny";
  const isAllowed = effect === "allow" && (bound === undefined || bound === "allow");
  const keys = [...policies, ...(boundary ? [boundary] : [])]
    .flatMap(({ statements }) => statements)
    .filter((statement) => reachesRequest(statement, request))
    .flatMap(({ conditions }) => conditions.map(({ key }) => key));
  const missing = [...new Set(keys)].filter((key) => context[key] === undefined);
  return {
    EvalResourceName: resource,
    EvalResourceDecision: isDenied ? "explicitDeny" : isAllowed ? "allowed" : "implicitDeny",
    MatchedStatements: [],
    MissingContextValues: missing,
    ...(bound !== undefined && {
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: bound === "allow" },
    }),
  };
}

function contextOf({ account, now }: AwsRequest, role?: Role): Record<string, readonly string[]> {
  return {
    "aws:currenttime": [new Date(now).toISOString()],
    "aws:epochtime": [String(Math.floor(now / 1000))],
    "aws:principalaccount": [account.accountId],
    ...(role && { "aws:principalarn": [role.arn], "aws:principaltype": ["AssumedRole"] }),
  };
}

function givenContext({
  ContextEntries,
}: {
  ContextEntries: readonly z.output<typeof ContextEntry>[];
}): Record<string, readonly string[]> {
  return Object.fromEntries(
    ContextEntries.map(({ ContextKeyName, ContextKeyValues }) => [
      ContextKeyName.toLowerCase(),
      ContextKeyValues,
    ]),
  );
}

function invalidInput(message: string): AwsError {
  return new AwsError("InvalidInput", message);
}
