import { uniqueId } from "./credentials.ts";
import type { Policy } from "./policy/document.ts";
import { policyOf } from "./roles.ts";

export interface PolicyVersion {
  /** `v1` */
  readonly versionId: string;
  readonly policy: Policy;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** A managed policy: of one account, or one that AWS keeps for all. Roles hold it by reference. */
export interface ManagedPolicy {
  readonly policyName: string;
  readonly policyId: string;
  readonly arn: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly createdAt: number;
  /** When the default version was last set. */
  updatedAt: number;
  versions: readonly PolicyVersion[];
  defaultVersionId: string;
  /** Versions that there ever were: their numbers are not given again. */
  versionCount: number;
}

/** What a managed policy allows now. */
export function policyInForce({ versions, defaultVersionId, arn }: ManagedPolicy): Policy {
  const version = versions.find(({ versionId }) => versionId === defaultVersionId);
  if (version === undefined)
    throw new Error(`the policy ${arn} has no version ${defaultVersionId}`);
  return version.policy;
}

export function newManagedPolicy(definition: {
  /** `aws` for those that AWS keeps. */
  readonly accountId: string;
  readonly policyName: string;
  readonly path: string;
  readonly description?: string | undefined;
  readonly policy: Policy;
  readonly now: number;
}): ManagedPolicy {
  const { accountId, policyName, path, description, policy, now } = definition;
  return {
    ...{ policyName, path, description },
    policyId: uniqueId("ANPA"),
    arn: `arn:aws:iam::${accountId}:policy${path}${policyName}`,
    createdAt: now,
    updatedAt: now,
    versions: [{ versionId: "v1", policy, createdAt: now }],
    defaultVersionId: "v1",
    versionCount: 1,
  };
}

const administratorAccess = newManagedPolicy({
  ...{ accountId: "aws", policyName: "AdministratorAccess", path: "/" },
  description: "Provides full access to AWS services and resources.",
  policy: policyOf(
    { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
    "identity",
    "AdministratorAccess",
  ),
  now: Date.parse("2015-02-06T18:39:46Z"),
});

/** AWS's own policies that the sandbox has; the others' documents change too often to be kept here. */
export const awsManagedPolicies: ReadonlyMap<string, ManagedPolicy> = new Map([
  [administratorAccess.arn, administratorAccess],
]);
