import type { KnownDifference } from "../known-difference.ts";

/** IAM, KMS and STS. */
export const accessDifferences: readonly KnownDifference[] = [
  {
    command: /^kms (create|describe)-key$/,
    path: /(KeyUsage|MultiRegion|SigningAlgorithms)$/,
    reason:
      "AWS tells usage and MultiRegion of every key, and signing algorithms only of asymmetric ones. docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html",
  },
  {
    command: /^iam (create|get)-role$/,
    path: /RoleLastUsed$/,
    reason:
      "A role that was never used has no last use. docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html",
  },
  {
    command: /^iam (create|get)-policy$/,
    path: /^Policy\.(PolicyId|PermissionsBoundaryUsageCount)$/,
    reason:
      "Ids of policies begin with ANPA, and the uses as a boundary are counted. docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html",
  },
  {
    command: /^iam get-policy-version$/,
    path: /^PolicyVersion\.Document$/,
    reason:
      '"The policy document returned in this structure is URL-encoded compliant with RFC 3986." docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html',
  },
  {
    command: /^iam (create-policy-version|list-policy-versions)$/,
    path: /Document$/,
    reason:
      "The document is not in these two answers. docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html",
  },
  {
    command: /^iam list-policy-versions$/,
    path: /^IsTruncated$|^Versions\.\d\.(VersionId|IsDefaultVersion)$/,
    reason:
      "The newest version comes first, and IsTruncated is always there. docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html",
  },
  {
    command: /^iam (create|get)-role$/,
    path: /PermissionsBoundaryType$/,
    reason:
      '"This data type can only have a value of Policy." docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPermissionsBoundary.html',
  },
  {
    command: /^iam list-roles$/,
    path: /AssumeRolePolicyDocument$/,
    reason:
      "The trust policy is URL-encoded in lists too. docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html",
  },
  {
    command: /^iam delete-policy$/,
    step: /delete-attached-refused$/,
    path: /^refused$/,
    reason:
      "A policy must be detached before it is deleted. docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html",
  },
  {
    command: /^kms create-alias$/,
    step: /name-of-aws-refused$/,
    path: /^refused$/,
    reason:
      "Names that begin with alias/aws/ are AWS's. docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
  },
  {
    command: /^kms get-key-policy$/,
    path: /^(refused|PolicyName)$/,
    reason:
      "The only name of a key policy is default: it need not be said, and is answered. docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html",
  },
  {
    command: /^kms schedule-key-deletion$/,
    step: /too-soon-refused$/,
    path: /^refused$/,
    reason:
      "A key waits for 7 to 30 days. docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html",
  },
  {
    command: /^kms schedule-key-deletion$/,
    step: /to-be-deleted$/,
    path: /^(KeyId|KeyState|PendingWindowInDays)$/,
    reason:
      "KeyId is the key's ARN, and state and days are told. docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html",
  },
  {
    command: /^kms enable-key$/,
    step: /on-again-refused$/,
    path: /^refused$/,
    reason:
      "A key that waits for its deletion can't be enabled. docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html",
  },
  {
    command: /^sts get-caller-identity$/,
    path: /^(UserId|Arn)$/,
    reason:
      "Moto takes every unknown key for one of its own users. docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html",
  },
  {
    command: /^sts assume-role$/,
    step: /as-the-role$/,
    path: /^PackedPolicySize$/,
    reason:
      "It is answered where a session policy or session tags were given. docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
  },
  {
    command: /^sts assume-role$/,
    step: /too-short-refused$/,
    path: /^refused$/,
    reason:
      "A session is at least 900 seconds long. docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
  },
];
