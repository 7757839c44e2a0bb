/**
 * Condition keys that the sandbox fills; a policy with any other key is refused, because an unknown
 * key would count as absent and silently turn the decision.
 * Names in lower case: condition keys are not case-sensitive.
 */
const SUPPORTED = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:multifactorauthpresent",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principaltype",
  "aws:requestedregion",
  "aws:resourceaccount",
  "aws:securetransport",
  "aws:sourceidentity",
  "aws:sourceip",
  "aws:userid",
  "aws:username",
  "aws:viaawsservice",
  "dynamodb:attributes",
  "dynamodb:leadingkeys",
  "dynamodb:returnvalues",
  "dynamodb:select",
  "kms:calleraccount",
  "kms:viaservice",
  "sts:externalid",
  "sts:rolesessionname",
  "sts:sourceidentity",
]);

export function isSupportedConditionKey(key: string): boolean {
  return SUPPORTED.has(key.toLowerCase());
}
