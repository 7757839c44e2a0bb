import * as z from "zod";
import { type PolicyStatement, PolicyStatements } from "../policy/policy-statements.ts";
import { defineFact, type Permission } from "./fact.ts";
import { iamRegion, noSuchEntity, RoleParams, roleArn } from "./role-params.ts";
import { rolePolicyNames } from "./role-policy-names.ts";

/** One policy of a role, with what it says. */
export interface RolePolicy {
  /** The name of an inline policy, the ARN of a managed one. */
  readonly name: string;
  readonly statements: readonly PolicyStatement[];
}

/** A managed policy and the version of it that counts. */
export interface AttachedPolicy {
  readonly arn: string;
  readonly versionId: string;
  /** When its default version was last set; ISO 8601, UTC. */
  readonly changedAt: string | undefined;
}

const GetRolePolicyOutput = z.object({ PolicyName: z.string(), PolicyDocument: PolicyStatements });
const GetPolicyOutput = z.object({
  Policy: z.object({
    Arn: z.string(),
    DefaultVersionId: z.string(),
    UpdateDate: z.string().optional(),
  }),
});
const GetPolicyVersionOutput = z.object({
  PolicyVersion: z.object({ Document: PolicyStatements }),
});

/** A policy that was taken away between two calls says nothing any more. */
const absence = noSuchEntity;

export const inlinePolicies = defineFact({
  kind: "iam.role-inline-policies",
  summary: "what the inline policies of a role say",
  params: RoleParams,
  operations: {
    GetRolePolicy: { service: "iam", absence, keep: ["PolicyName", "PolicyDocument"] },
  },
  after: (params) => ({ names: rolePolicyNames(params) }),
  iam: (params) => [{ action: "iam:GetRolePolicy", resource: roleArn(params) }],
  ask: ({ role: RoleName }, { names }) =>
    names.inline.map((PolicyName) => ({
      operation: "GetRolePolicy",
      region: iamRegion,
      input: { RoleName, PolicyName },
    })),
  normalise: (answers): readonly RolePolicy[] =>
    answers.flatMap((answer) => {
      if ("absent" in answer) return [];
      const { PolicyName: name, PolicyDocument: statements } = GetRolePolicyOutput.parse(
        answer.output,
      );
      return [{ name, statements }];
    }),
});

export const attachedPolicies = defineFact({
  kind: "iam.role-attached-policies",
  summary: "which version of each attached policy counts",
  params: RoleParams,
  operations: {
    GetPolicy: {
      service: "iam",
      absence,
      keep: ["Policy.Arn", "Policy.DefaultVersionId", "Policy.UpdateDate"],
    },
  },
  after: (params) => ({ names: rolePolicyNames(params) }),
  iam: () => onManagedPolicies("iam:GetPolicy"),
  ask: (_params, { names }) =>
    names.attached.map((PolicyArn) => ({
      operation: "GetPolicy",
      region: iamRegion,
      input: { PolicyArn },
    })),
  normalise: (answers): readonly AttachedPolicy[] =>
    answers.flatMap((answer) => {
      if ("absent" in answer) return [];
      const { Arn, DefaultVersionId, UpdateDate } = GetPolicyOutput.parse(answer.output).Policy;
      return [{ arn: Arn, versionId: DefaultVersionId, changedAt: UpdateDate }];
    }),
});

export const attachedPolicyDocuments = defineFact({
  kind: "iam.role-managed-policies",
  summary: "what the managed policies of a role say, in the version that counts",
  params: RoleParams,
  operations: {
    GetPolicyVersion: { service: "iam", absence, keep: ["PolicyVersion.Document"] },
  },
  after: (params) => ({ attached: attachedPolicies(params) }),
  iam: () => onManagedPolicies("iam:GetPolicyVersion"),
  ask: (_params, { attached }) =>
    attached.map(({ arn, versionId }) => ({
      operation: "GetPolicyVersion",
      region: iamRegion,
      input: { PolicyArn: arn, VersionId: versionId },
    })),
  normalise: (answers): readonly RolePolicy[] =>
    answers.flatMap((answer) => {
      if ("absent" in answer) return [];
      const { Document: statements } = GetPolicyVersionOutput.parse(answer.output).PolicyVersion;
      return [{ name: String(answer.input.PolicyArn), statements }];
    }),
});

/** Those of the account, and those that AWS keeps for all. */
function onManagedPolicies(action: string): readonly Permission[] {
  return [
    { action, resource: "arn:aws:iam::$account:policy/*" },
    { action, resource: "arn:aws:iam::aws:policy/*" },
  ];
}
