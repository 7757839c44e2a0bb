import * as z from "zod";
import type { Account } from "../accounts.ts";
import { AwsError } from "../aws-error.ts";
import { type Policy, type PolicyKind, parsePolicy } from "../policy/document.ts";
import type { Role } from "../roles.ts";
import type { AwsOperation, AwsRequest, AwsService, JsonObject } from "../service.ts";
import { parseInput } from "./query-input.ts";

const RoleName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w+=,.@-]+$/);
const PolicyName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w+=,.@-]+$/);
const Path = z
  .string()
  .max(512)
  .regex(/^\/(.*\/)?$/);
const Document = z.string().min(1).max(131_072);

const OfRole = z.strictObject({ RoleName });
const OfRolePolicy = z.strictObject({ RoleName, PolicyName });
const Paged = { Marker: z.string().optional(), MaxItems: z.coerce.number().optional() };

const ListOfRoleInput = z.strictObject({ RoleName, ...Paged });
const UpdateTrustInput = z.strictObject({ RoleName, PolicyDocument: Document });
const PutRolePolicyInput = z.strictObject({ RoleName, PolicyName, PolicyDocument: Document });
const UpdateRoleInput = z.strictObject({
  RoleName,
  Description: z.string().max(1000).optional(),
  MaxSessionDuration: z.coerce.number().int().min(3600).max(43_200).optional(),
});
const CreateRoleInput = z.strictObject({
  RoleName,
  AssumeRolePolicyDocument: Document,
  Path: Path.default("/"),
  Description: z.string().max(1000).optional(),
  MaxSessionDuration: z.coerce.number().int().min(3600).max(43_200).default(3600),
});
const ListRolesInput = z.strictObject({ PathPrefix: Path.default("/"), ...Paged });

/** IAM roles with inline policies: what a learner needs to let the grader in. */
export function createIamService(): AwsService {
  return {
    signingName: "iam",
    protocol: "query",
    xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    operations: {
      CreateRole: createRole,
      GetRole: onRole("GetRole", OfRole, (role) => ({ Role: describe(role) })),
      ListRoles: listRoles,
      UpdateRole: onRole("UpdateRole", UpdateRoleInput, updateRole),
      UpdateAssumeRolePolicy: onRole("UpdateAssumeRolePolicy", UpdateTrustInput, (role, input) => {
        role.trustPolicy = documentOf(input.PolicyDocument, "trust");
        return {};
      }),
      DeleteRole: onRole("DeleteRole", OfRole, deleteRole),
      PutRolePolicy: onRole("PutRolePolicy", PutRolePolicyInput, (role, input) => {
        role.policies.set(input.PolicyName, documentOf(input.PolicyDocument, "identity"));
        return {};
      }),
      GetRolePolicy: onRole("GetRolePolicy", OfRolePolicy, (role, input) => ({
        RoleName: role.roleName,
        PolicyName: input.PolicyName,
        PolicyDocument: urlEncode(policyOfRole(role, input.PolicyName).text),
      })),
      DeleteRolePolicy: onRole("DeleteRolePolicy", OfRolePolicy, (role, input) => {
        policyOfRole(role, input.PolicyName);
        role.policies.delete(input.PolicyName);
        return {};
      }),
      ListRolePolicies: onRole("ListRolePolicies", ListOfRoleInput, (role) => ({
        PolicyNames: [...role.policies.keys()].sort(),
        IsTruncated: false,
      })),
      // The sandbox has no managed policies; clients ask before they delete a role.
      ListAttachedRolePolicies: onRole("ListAttachedRolePolicies", ListOfRoleInput, () => ({
        AttachedPolicies: [],
        IsTruncated: false,
      })),
    },
  };
}

const createRole: AwsOperation = {
  iam: (request) => {
    const { Path: path, RoleName: roleName } = parseInput(CreateRoleInput, request.input);
    return { action: "iam:CreateRole", resources: [roleArn(request.account, path, roleName)] };
  },
  answer: ({ account, input }) => {
    const wanted = parseInput(CreateRoleInput, input);
    if (account.roles.has(wanted.RoleName)) {
      const message = `Role with name ${wanted.RoleName} already exists.`;
      throw new AwsError("EntityAlreadyExists", message, { httpStatus: 409 });
    }
    const role = account.putRole({
      roleName: wanted.RoleName,
      path: wanted.Path,
      trustPolicy: documentOf(wanted.AssumeRolePolicyDocument, "trust").text,
      maxSessionDurationSeconds: wanted.MaxSessionDuration,
      ...(wanted.Description === undefined ? {} : { description: wanted.Description }),
    });
    return { Role: describe(role) };
  },
};

const listRoles: AwsOperation = {
  iam: ({ account }) => ({
    action: "iam:ListRoles",
    resources: [`arn:aws:iam::${account.accountId}:role/`],
  }),
  answer: ({ account, input }) => {
    const { PathPrefix } = parseInput(ListRolesInput, input);
    const roles = [...account.roles.values()]
      .filter((role) => role.path.startsWith(PathPrefix))
      .sort((a, b) => (a.roleName < b.roleName ? -1 : 1));
    return { Roles: roles.map(describe), IsTruncated: false };
  },
};

/** An operation on one role that must be there. */
function onRole<Schema extends z.ZodType<{ RoleName: string }>>(
  name: string,
  schema: Schema,
  answer: (role: Role, input: z.output<Schema>, request: AwsRequest) => JsonObject,
): AwsOperation {
  return {
    iam: ({ account, input }) => {
      const { RoleName: roleName } = parseInput(schema, input);
      const path = account.roles.get(roleName)?.path ?? "/";
      return { action: `iam:${name}`, resources: [roleArn(account, path, roleName)] };
    },
    answer: (request) => {
      const input = parseInput(schema, request.input);
      const role = request.account.roles.get(input.RoleName);
      if (role === undefined) {
        throw noSuchEntity(`The role with name ${input.RoleName} cannot be found.`);
      }
      return answer(role, input, request);
    },
  };
}

function updateRole(role: Role, input: z.output<typeof UpdateRoleInput>): JsonObject {
  role.description = input.Description ?? role.description;
  role.maxSessionDurationSeconds = input.MaxSessionDuration ?? role.maxSessionDurationSeconds;
  return {};
}

function deleteRole(role: Role, _input: { RoleName: string }, { account }: AwsRequest): JsonObject {
  if (role.policies.size > 0) {
    const message = "Cannot delete entity, must delete policies first.";
    throw new AwsError("DeleteConflict", message, { httpStatus: 409 });
  }
  account.deleteRole(role.roleName);
  return {};
}

function policyOfRole(role: Role, policyName: string): Policy {
  const policy = role.policies.get(policyName);
  if (policy === undefined) {
    throw noSuchEntity(`The role policy with name ${policyName} cannot be found.`);
  }
  return policy;
}

function noSuchEntity(message: string): AwsError {
  return new AwsError("NoSuchEntity", message, { httpStatus: 404 });
}

/** @throws AwsError `MalformedPolicyDocument` for everything outside the evaluator's grammar too. */
function documentOf(text: string, kind: PolicyKind): Policy {
  const result = parsePolicy(text, kind);
  if (!result.ok) {
    const { path, message } = result.problem;
    throw new AwsError("MalformedPolicyDocument", `${path}: ${message}`);
  }
  return result.policy;
}

function describe(role: Role): JsonObject {
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt).toISOString().replace(/\.\d{3}/, ""),
    AssumeRolePolicyDocument: urlEncode(role.trustPolicy.text),
    MaxSessionDuration: role.maxSessionDurationSeconds,
    ...(role.description === undefined ? {} : { Description: role.description }),
  };
}

function roleArn({ accountId }: Account, path: string, roleName: string): string {
  return `arn:aws:iam::${accountId}:role${path}${roleName}`;
}

/** RFC 3986, as docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html says. */
function urlEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
