import * as z from "zod";
import type { Policy } from "../../policy/document.ts";
import type { Role } from "../../roles.ts";
import type { AwsOperation } from "../../service.ts";
import {
  Arn,
  Document,
  documentOf,
  noSuchEntity,
  onRole,
  Paged,
  Path,
  PolicyName,
  pageOf,
  RoleName,
  urlEncoded,
} from "./entities.ts";
import { getManagedPolicy } from "./managed-policies.ts";

const OfRolePolicy = z.strictObject({ RoleName, PolicyName });
const OfAttached = z.strictObject({ RoleName, PolicyArn: Arn });
const PutRolePolicyInput = z.strictObject({ RoleName, PolicyName, PolicyDocument: Document });
const ListInput = z.strictObject({ RoleName, ...Paged });
const ListAttachedInput = z.strictObject({ RoleName, PathPrefix: Path.default("/"), ...Paged });

/** What a role may do: policies that are part of it, and managed ones that are attached. */
export const rolePolicyOperations: Readonly<Record<string, AwsOperation>> = {
  PutRolePolicy: onRole("PutRolePolicy", PutRolePolicyInput, (role, input) => {
    role.policies.set(input.PolicyName, documentOf(input.PolicyDocument, "identity"));
    return {};
  }),
  GetRolePolicy: onRole("GetRolePolicy", OfRolePolicy, (role, input) => ({
    RoleName: role.roleName,
    PolicyName: input.PolicyName,
    PolicyDocument: urlEncoded(inlinePolicy(role, input.PolicyName)),
  })),
  DeleteRolePolicy: onRole("DeleteRolePolicy", OfRolePolicy, (role, input) => {
    inlinePolicy(role, input.PolicyName);
    role.policies.delete(input.PolicyName);
    return {};
  }),
  ListRolePolicies: onRole("ListRolePolicies", ListInput, (role, input) =>
    pageOf("PolicyNames", [...role.policies.keys()].sort(), input),
  ),
  AttachRolePolicy: onRole("AttachRolePolicy", OfAttached, (role, input, { account }) => {
    const policy = getManagedPolicy(account, input.PolicyArn);
    role.attached.set(policy.arn, policy);
    return {};
  }),
  DetachRolePolicy: onRole("DetachRolePolicy", OfAttached, (role, input) => {
    if (!role.attached.delete(input.PolicyArn))
      throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
    return {};
  }),
  ListAttachedRolePolicies: onRole("ListAttachedRolePolicies", ListAttachedInput, (role, input) => {
    const attached = [...role.attached.values()]
      .filter(({ path }) => path.startsWith(input.PathPrefix))
      .sort((a, b) => (a.policyName < b.policyName ? -1 : 1))
      .map(({ policyName, arn }) => ({ PolicyName: policyName, PolicyArn: arn }));
    return pageOf("AttachedPolicies", attached, input);
  }),
};

function inlinePolicy(role: Role, policyName: string): Policy {
  const policy = role.policies.get(policyName);
  if (policy === undefined)
    throw noSuchEntity(`The role policy with name ${policyName} cannot be found.`);
  return policy;
}
