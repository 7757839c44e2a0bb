import * as z from "zod";

const TextOrList = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const Statement = z.object({
  Effect: z.string(),
  Principal: z.union([z.string(), z.record(z.string(), TextOrList)]).optional(),
  NotPrincipal: z.unknown().optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
type Statement = z.infer<typeof Statement>;
const Document = z.object({
  Statement: z.union([Statement, z.array(Statement)]).transform((value) => [value].flat()),
});

/**
 * Keys that restrict a grant to everybody if their value is fixed; aws:SourceIp is not one of them:
 * docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-bpa-rbp.html
 */
const restrictingKeys = new Set(
  [
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:UserId",
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:PrincipalIsAWSService",
    "aws:Ec2InstanceSourceVpc",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
  ].map((key) => key.toLowerCase()),
);

/** Only these say "it is exactly this one"; negated, IfExists and ForAllValues let others through. */
const restrictingOperators = new Set([
  "StringEquals",
  "StringEqualsIgnoreCase",
  "StringLike",
  "ArnEquals",
  "ArnLike",
  "Bool",
]);

/** Whether Block Public Access would refuse the document. No Deny mends a statement that lets everybody in. */
export function grantsUnboundedAccess(document: unknown): boolean {
  const parsed = Document.safeParse(document);
  if (!parsed.success) return false;
  return parsed.data.Statement.some(
    (statement) =>
      statement.Effect.toLowerCase() === "allow" &&
      reachesEverybody(statement) &&
      !isRestricted(statement),
  );
}

function reachesEverybody({ Principal, NotPrincipal }: Statement): boolean {
  if (NotPrincipal !== undefined) return true;
  if (Principal === undefined) return false;
  if (typeof Principal === "string") return Principal === "*";
  return (Principal.AWS ?? []).includes("*");
}

function isRestricted({ Condition }: Statement): boolean {
  return Object.entries(Condition ?? {}).some(
    ([operator, keys]) =>
      restrictingOperators.has(operator) &&
      Object.entries(keys).some(
        ([key, value]) =>
          restrictingKeys.has(key.toLowerCase()) && isFixed(key.toLowerCase(), value),
      ),
  );
}

function isFixed(key: string, value: unknown): boolean {
  const values = [value].flat().map(String);
  if (key === "aws:principalisawsservice") return values.every((one) => one === "true");
  return values.length > 0 && values.every((one) => one !== "" && !/[*?]|\$\{/.test(one));
}
