import * as z from "zod";
import type { Account } from "../../accounts.ts";
import { AwsError } from "../../aws-error.ts";
import {
  awsManagedPolicies,
  type ManagedPolicy,
  newManagedPolicy,
  type PolicyVersion,
} from "../../managed-policies.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { parseInput } from "../query-input.ts";
import {
  Arn,
  conflict,
  Document,
  documentOf,
  noSuchEntity,
  Paged,
  Path,
  PolicyName,
  pageOf,
  timeOf,
  urlEncoded,
} from "./entities.ts";

const OfPolicy = z.strictObject({ PolicyArn: Arn });
const VersionId = z.string().regex(/^v[1-9]\d*$/);
const OfVersion = z.strictObject({ PolicyArn: Arn, VersionId });
const ListVersionsInput = z.strictObject({ PolicyArn: Arn, ...Paged });
const CreatePolicyInput = z.strictObject({
  PolicyName,
  Path: Path.default("/"),
  PolicyDocument: Document,
  Description: z.string().max(1000).optional(),
});
const CreateVersionInput = z.strictObject({
  PolicyArn: Arn,
  PolicyDocument: Document,
  SetAsDefault: z.stringbool().default(false),
});

/** docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const mostVersions = 5;

/** Managed policies of the account and their versions; AWS's own can be read. */
export const managedPolicyOperations: Readonly<Record<string, AwsOperation>> = {
  CreatePolicy: {
    iam: ({ account, input }) => {
      const { Path: path, PolicyName: name } = parseInput(CreatePolicyInput, input);
      const arn = `arn:aws:iam::${account.accountId}:policy${path}${name}`;
      return { action: "iam:CreatePolicy", resources: [arn] };
    },
    answer: createPolicy,
  },
  GetPolicy: onPolicy("GetPolicy", OfPolicy, (policy, _input, { account }) => ({
    Policy: {
      ...describe(policy, account),
      ...(policy.description === undefined ? {} : { Description: policy.description }),
      Tags: [],
    },
  })),
  DeletePolicy: onPolicy("DeletePolicy", OfPolicy, (policy, _input, { account }) => {
    if (attachmentsOf(policy, account) > 0)
      throw conflict("DeleteConflict", "Cannot delete a policy attached to entities.");
    if (policy.versions.length > 1)
      throw conflict(
        "DeleteConflict",
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions.",
      );
    account.managedPolicies.delete(policy.arn);
    return {};
  }),
  CreatePolicyVersion: onPolicy(
    "CreatePolicyVersion",
    CreateVersionInput,
    (policy, input, { now }) => {
      if (policy.versions.length >= mostVersions)
        throw new AwsError(
          "LimitExceeded",
          `A managed policy can have up to ${mostVersions} versions. Before you create a new version, you must delete an existing version.`,
          { httpStatus: 409 },
        );
      policy.versionCount += 1;
      const version = {
        versionId: `v${policy.versionCount}`,
        policy: documentOf(input.PolicyDocument, "identity"),
        createdAt: now,
      };
      policy.versions = [...policy.versions, version];
      if (input.SetAsDefault) setDefault(policy, version.versionId, now);
      return { PolicyVersion: describeVersion(policy, version) };
    },
  ),
  GetPolicyVersion: onPolicy("GetPolicyVersion", OfVersion, (policy, input) => {
    const version = getVersion(policy, input.VersionId);
    return {
      PolicyVersion: { Document: urlEncoded(version.policy), ...describeVersion(policy, version) },
    };
  }),
  SetDefaultPolicyVersion: onPolicy(
    "SetDefaultPolicyVersion",
    OfVersion,
    (policy, input, { now }) => {
      setDefault(policy, getVersion(policy, input.VersionId).versionId, now);
      return {};
    },
  ),
  DeletePolicyVersion: onPolicy("DeletePolicyVersion", OfVersion, (policy, input) => {
    const { versionId } = getVersion(policy, input.VersionId);
    if (versionId === policy.defaultVersionId)
      throw conflict("DeleteConflict", "Cannot delete the default version of a policy.");
    policy.versions = policy.versions.filter((one) => one.versionId !== versionId);
    return {};
  }),
  ListPolicyVersions: onPolicy("ListPolicyVersions", ListVersionsInput, (policy, input) =>
    pageOf(
      "Versions",
      policy.versions.toReversed().map((version) => describeVersion(policy, version)),
      input,
    ),
  ),
};

/** @throws AwsError NoSuchEntity */
export function getManagedPolicy(account: Account, arn: string): ManagedPolicy {
  const policy = account.managedPolicies.get(arn) ?? awsManagedPolicies.get(arn);
  if (policy === undefined)
    throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return policy;
}

/** Changes of AWS's own policies are refused as for a policy that is not the caller's. */
function onPolicy<Schema extends z.ZodType<{ PolicyArn: string }>>(
  name: string,
  schema: Schema,
  answer: (policy: ManagedPolicy, input: z.output<Schema>, request: AwsRequest) => JsonObject,
): AwsOperation {
  const isReading = /^(Get|List)/.test(name);
  return {
    iam: ({ input }) => ({
      action: `iam:${name}`,
      resources: [parseInput(schema, input).PolicyArn],
    }),
    answer: (request) => {
      const input = parseInput(schema, request.input);
      const { account } = request;
      if (!isReading && awsManagedPolicies.has(input.PolicyArn))
        throw new AwsError("AccessDenied", `Policy ${input.PolicyArn} is AWS's own.`, {
          httpStatus: 403,
        });
      const policy = account.managedPolicies.get(input.PolicyArn);
      const found = policy ?? awsManagedPolicies.get(input.PolicyArn);
      if (found === undefined) throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
      return answer(found, input, request);
    },
  };
}

function createPolicy({ account, input, now }: AwsRequest): JsonObject {
  const wanted = parseInput(CreatePolicyInput, input);
  const isTaken = [...account.managedPolicies.values()].some(
    ({ policyName }) => policyName === wanted.PolicyName,
  );
  if (isTaken)
    throw conflict(
      "EntityAlreadyExists",
      `A policy called ${wanted.PolicyName} already exists. Duplicate names are not allowed.`,
    );
  const policy = newManagedPolicy({
    accountId: account.accountId,
    policyName: wanted.PolicyName,
    path: wanted.Path,
    description: wanted.Description,
    policy: documentOf(wanted.PolicyDocument, "identity"),
    now,
  });
  account.managedPolicies.set(policy.arn, policy);
  return { Policy: describe(policy, account) };
}

function setDefault(policy: ManagedPolicy, versionId: string, now: number): void {
  policy.defaultVersionId = versionId;
  policy.updatedAt = now;
}

function getVersion(policy: ManagedPolicy, versionId: string): PolicyVersion {
  const version = policy.versions.find((one) => one.versionId === versionId);
  if (version === undefined)
    throw noSuchEntity(`Policy ${policy.arn} version ${versionId} does not exist.`);
  return version;
}

/** GetPolicy alone tells the description: docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html */
function describe(policy: ManagedPolicy, account: Account): JsonObject {
  const bound = [...account.roles.values()].filter(({ boundary }) => boundary === policy);
  return {
    PolicyName: policy.policyName,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachmentsOf(policy, account),
    PermissionsBoundaryUsageCount: bound.length,
    IsAttachable: true,
    CreateDate: timeOf(policy.createdAt),
    UpdateDate: timeOf(policy.updatedAt),
  };
}

function attachmentsOf({ arn }: ManagedPolicy, { roles }: Account): number {
  return [...roles.values()].filter(({ attached }) => attached.has(arn)).length;
}

function describeVersion(policy: ManagedPolicy, version: PolicyVersion): JsonObject {
  return {
    VersionId: version.versionId,
    IsDefaultVersion: version.versionId === policy.defaultVersionId,
    CreateDate: timeOf(version.createdAt),
  };
}
