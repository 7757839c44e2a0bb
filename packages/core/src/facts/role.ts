import * as z from "zod";
import { type PolicyStatement, PolicyStatements } from "../policy/policy-statements.ts";
import { defineFact } from "./fact.ts";
import { iamRegion, noSuchEntity, RoleParams, roleArn } from "./role-params.ts";

const GetRoleOutput = z.object({
  Role: z.object({
    Arn: z.string(),
    CreateDate: z.string().optional(),
    AssumeRolePolicyDocument: PolicyStatements,
    MaxSessionDuration: z.number().optional(),
    PermissionsBoundary: z.object({ PermissionsBoundaryArn: z.string().optional() }).optional(),
  }),
});

export type RoleReading =
  | { readonly exists: false }
  | {
      readonly exists: true;
      readonly arn: string;
      /** ISO 8601, UTC. */
      readonly createdAt: string | undefined;
      /** Who may assume it. */
      readonly trust: readonly PolicyStatement[];
      /** 3,600 where AWS does not say. */
      readonly maxSessionSeconds: number;
      readonly boundaryArn: string | undefined;
    };

export const role = defineFact({
  kind: "iam.role",
  summary: "an IAM role: who may assume it, and its permissions boundary",
  params: RoleParams,
  operations: {
    GetRole: {
      service: "iam",
      absence: noSuchEntity,
      keep: [
        "Role.Arn",
        "Role.CreateDate",
        "Role.AssumeRolePolicyDocument",
        "Role.MaxSessionDuration",
        "Role.PermissionsBoundary",
      ],
    },
  },
  iam: (params) => [{ action: "iam:GetRole", resource: roleArn(params) }],
  ask: ({ role: RoleName }) => [{ operation: "GetRole", region: iamRegion, input: { RoleName } }],
  normalise: ([answer]): RoleReading => {
    if (!answer || "absent" in answer) return { exists: false };
    const { Role: found } = GetRoleOutput.parse(answer.output);
    return {
      exists: true,
      arn: found.Arn,
      createdAt: found.CreateDate,
      trust: found.AssumeRolePolicyDocument,
      maxSessionSeconds: found.MaxSessionDuration ?? 3_600,
      boundaryArn: found.PermissionsBoundary?.PermissionsBoundaryArn,
    };
  },
});
