/**
 * Condition keys whose value the sandbox knows; a policy with any other key is refused, because an
 * unknown key would count as absent and silently turn the decision. Some are truly absent in every
 * request here, as they would be on AWS: the accounts are in no organisation, nobody calls KMS on
 * another's behalf, and there are no transactions.
 * Names in lower case: condition keys are not case-sensitive.
 */
const supported = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:multifactorauthpresent",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
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
  "dynamodb:enclosingoperation",
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
  return supported.has(key.toLowerCase());
}
