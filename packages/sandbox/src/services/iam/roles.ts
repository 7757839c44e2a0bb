import * as z from "zod";
import type { Role } from "../../roles.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { parseInput } from "../query-input.ts";
import {
  Arn,
  conflict,
  Document,
  documentOf,
  onRole,
  Paged,
  Path,
  pageOf,
  RoleName,
  roleArn,
  timeOf,
  urlEncoded,
} from "./entities.ts";
import { getManagedPolicy } from "./managed-policies.ts";

const OfRole = z.strictObject({ RoleName });
const UpdateTrustInput = z.strictObject({ RoleName, PolicyDocument: Document });
const BoundaryInput = z.strictObject({ RoleName, PermissionsBoundary: Arn });
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
  PermissionsBoundary: Arn.optional(),
});
const ListRolesInput = z.strictObject({ PathPrefix: Path.default("/"), ...Paged });

/** Roles, who may assume them, and their boundaries. */
export const roleOperations: Readonly<Record<string, AwsOperation>> = {
  CreateRole: {
    iam: (request) => {
      const { Path: path, RoleName: roleName } = parseInput(CreateRoleInput, request.input);
      return { action: "iam:CreateRole", resources: [roleArn(request.account, path, roleName)] };
    },
    answer: createRole,
  },
  GetRole: onRole("GetRole", OfRole, (role) => ({ Role: describe(role) })),
  ListRoles: {
    iam: ({ account }) => ({
      action: "iam:ListRoles",
      resources: [`arn:aws:iam::${account.accountId}:role/`],
    }),
    answer: listRoles,
  },
  UpdateRole: onRole("UpdateRole", UpdateRoleInput, (role, input) => {
    role.description = input.Description ?? role.description;
    role.maxSessionDurationSeconds = input.MaxSessionDuration ?? role.maxSessionDurationSeconds;
    return {};
  }),
  UpdateAssumeRolePolicy: onRole("UpdateAssumeRolePolicy", UpdateTrustInput, (role, input) => {
    role.trustPolicy = documentOf(input.PolicyDocument, "trust");
    return {};
  }),
  PutRolePermissionsBoundary: onRole(
    "PutRolePermissionsBoundary",
    BoundaryInput,
    (role, input, { account }) => {
      role.boundary = getManagedPolicy(account, input.PermissionsBoundary);
      return {};
    },
  ),
  DeleteRolePermissionsBoundary: onRole("DeleteRolePermissionsBoundary", OfRole, (role) => {
    role.boundary = undefined;
    return {};
  }),
  DeleteRole: onRole("DeleteRole", OfRole, (role, _input, { account }) => {
    if (role.policies.size > 0)
      throw conflict("DeleteConflict", "Cannot delete entity, must delete policies first.");
    if (role.attached.size > 0)
      throw conflict("DeleteConflict", "Cannot delete entity, must detach all policies first.");
    account.deleteRole(role.roleName);
    return {};
  }),
};

function createRole({ account, input }: AwsRequest): JsonObject {
  const wanted = parseInput(CreateRoleInput, input);
  if (account.roles.has(wanted.RoleName))
    throw conflict("EntityAlreadyExists", `Role with name ${wanted.RoleName} already exists.`);
  const boundary =
    wanted.PermissionsBoundary && getManagedPolicy(account, wanted.PermissionsBoundary);
  const role = account.putRole({
    roleName: wanted.RoleName,
    path: wanted.Path,
    trustPolicy: documentOf(wanted.AssumeRolePolicyDocument, "trust").text,
    maxSessionDurationSeconds: wanted.MaxSessionDuration,
    ...(wanted.Description === undefined ? {} : { description: wanted.Description }),
  });
  if (boundary) role.boundary = boundary;
  return { Role: describe(role) };
}

function listRoles({ account, input }: AwsRequest): JsonObject {
  const wanted = parseInput(ListRolesInput, input);
  const roles = [...account.roles.values()]
    .filter((role) => role.path.startsWith(wanted.PathPrefix))
    .sort((a, b) => (a.roleName < b.roleName ? -1 : 1));
  return pageOf("Roles", roles.map(listed), wanted);
}

function describe(role: Role): JsonObject {
  if (!role.boundary) return listed(role);
  return {
    ...listed(role),
    PermissionsBoundary: {
      PermissionsBoundaryType: "Policy",
      PermissionsBoundaryArn: role.boundary.arn,
    },
  };
}

/** ListRoles leaves out the boundary: docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
function listed(role: Role): JsonObject {
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: timeOf(role.createdAt),
    AssumeRolePolicyDocument: urlEncoded(role.trustPolicy),
    MaxSessionDuration: role.maxSessionDurationSeconds,
    ...(role.description === undefined ? {} : { Description: role.description }),
  };
}
