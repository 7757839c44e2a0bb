import * as z from "zod";
import { defineFact } from "./fact.ts";
import { iamRegion, noSuchEntity, RoleParams, roleArn } from "./role-params.ts";

const InlineOutput = z.object({ PolicyNames: z.array(z.string()) });
const AttachedOutput = z.object({ AttachedPolicies: z.array(z.object({ PolicyArn: z.string() })) });

const pages = { outputToken: "Marker", inputToken: "Marker", maxPages: 5 };

/** The policies of one role; a role that is not there has none. */
export interface RolePolicyNames {
  /** Names of the policies that are part of the role. */
  readonly inline: readonly string[];
  /** ARNs of the managed policies that are attached. */
  readonly attached: readonly string[];
}

export const rolePolicyNames = defineFact({
  kind: "iam.role-policy-names",
  summary: "which policies a role has, inline and attached",
  params: RoleParams,
  operations: {
    ListRolePolicies: { service: "iam", absence: noSuchEntity, keep: ["PolicyNames"], pages },
    ListAttachedRolePolicies: {
      service: "iam",
      absence: noSuchEntity,
      keep: ["AttachedPolicies.PolicyArn"],
      pages,
    },
  },
  iam: (params) => [
    { action: "iam:ListRolePolicies", resource: roleArn(params) },
    { action: "iam:ListAttachedRolePolicies", resource: roleArn(params) },
  ],
  ask: ({ role: RoleName }) => [
    { operation: "ListRolePolicies", region: iamRegion, input: { RoleName } },
    { operation: "ListAttachedRolePolicies", region: iamRegion, input: { RoleName } },
  ],
  normalise: (answers): RolePolicyNames => {
    const outputsOf = (operation: string) =>
      answers.flatMap((answer) =>
        answer.operation === operation && "output" in answer ? [answer.output] : [],
      );
    return {
      inline: outputsOf("ListRolePolicies").flatMap(
        (output) => InlineOutput.parse(output).PolicyNames,
      ),
      attached: outputsOf("ListAttachedRolePolicies").flatMap((output) =>
        AttachedOutput.parse(output).AttachedPolicies.map(({ PolicyArn }) => PolicyArn),
      ),
    };
  },
});
