import * as z from "zod";

/** Whom a policy lets in from outside the own account. */
export interface OutsidePrincipals {
  /** Anyone at all. */
  readonly isPublic: boolean;
  /** Foreign accounts, 12 digits, each with the actions that are allowed. */
  readonly accounts: ReadonlyMap<string, readonly string[]>;
  /** What could let somebody in but can't be told from the document. */
  readonly undecided: readonly string[];
}

const TextOrList = z.union([z.string(), z.array(z.string())]);
const Statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.union([z.literal("*"), z.record(z.string(), TextOrList)]).optional(),
  NotPrincipal: z.unknown().optional(),
  Action: TextOrList.optional(),
  NotAction: TextOrList.optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const PolicyDocument = z.object({ Statement: z.union([Statement, z.array(Statement)]) });
type Statement = z.infer<typeof Statement>;

/**
 * Reads the Allow statements of a resource policy by AWS's own definition of public access:
 * docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-bpa-rbp.html. A Deny never cures
 * an Allow here, and only positive operators with fixed values restrict.
 *
 * @returns `undefined` when the document is not a policy.
 */
export function outsidePrincipals(
  document: string,
  ownAccountId: string,
): OutsidePrincipals | undefined {
  const policy = parsedPolicy(document);
  if (!policy) return undefined;
  const accounts = new Map<string, readonly string[]>();
  const undecided: string[] = [];
  let isPublic = false;
  for (const statement of policy) {
    if (statement.Effect === "Deny") continue;
    for (const reach of reachOf(statement)) {
      if (reach.kind === "public") isPublic = true;
      if (reach.kind === "undecided") undecided.push(reach.why);
      if (reach.kind === "account" && reach.accountId !== ownAccountId) {
        accounts.set(reach.accountId, [
          ...new Set([...(accounts.get(reach.accountId) ?? []), ...actionsOf(statement)]),
        ]);
      }
    }
  }
  return { isPublic, accounts, undecided };
}

type Reach =
  | { readonly kind: "public" }
  | { readonly kind: "account"; readonly accountId: string }
  | { readonly kind: "undecided"; readonly why: string };

function parsedPolicy(document: string): readonly Statement[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(document);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const policy = PolicyDocument.safeParse(parsed);
  if (!policy.success) return undefined;
  const { Statement: statements } = policy.data;
  return Array.isArray(statements) ? statements : [statements];
}

function reachOf(statement: Statement): readonly Reach[] {
  if (statement.NotPrincipal !== undefined) return [{ kind: "public" }];
  const { Principal: principal } = statement;
  if (principal === undefined) return [{ kind: "undecided", why: "a statement without Principal" }];
  if (principal === "*") return anyonesReach(statement);
  return Object.entries(principal).flatMap(([type, values]) =>
    listOf(values).flatMap((value) => principalReach(type, value, statement)),
  );
}

function principalReach(type: string, value: string, statement: Statement): readonly Reach[] {
  // A service is nobody's account; it acts for the resource's own unless a condition names another.
  if (type === "Service") return accountsNamed(restrictionsOf(statement)) ?? [];
  if (type !== "AWS") return [{ kind: "undecided", why: `principal ${type}` }];
  if (value === "*") return anyonesReach(statement);
  const accountId = /^(?:arn:aws[a-z-]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(value)?.[1];
  // An id such as AIDA… or AROA…: what AWS shows of a principal that was deleted.
  return accountId === undefined
    ? [{ kind: "undecided", why: "a principal that is not an ARN" }]
    : [{ kind: "account", accountId }];
}

/** `*` is public unless a trusted key restricts it; then it reaches whom the key's values name. */
function anyonesReach(statement: Statement): readonly Reach[] {
  const restrictions = restrictionsOf(statement);
  const [first] = restrictions;
  return first ? (accountsNamed(restrictions) ?? first) : [{ kind: "public" }];
}

function restrictionsOf(statement: Statement): readonly (readonly Reach[])[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    // With ForAnyValue the key must be there; ForAllValues also holds where it is missing.
    positiveOperators.has(operator.replace(/^ForAnyValue:/, ""))
      ? Object.entries(keys).flatMap(([key, values]) => restrictionOf(key.toLowerCase(), values))
      : [],
  );
}

/** Conditions are joined by "and": the accounts that each of those names that name accounts at all. */
function accountsNamed(restrictions: readonly (readonly Reach[])[]): readonly Reach[] | undefined {
  const [first, ...rest] = restrictions
    .map((reaches) => reaches.flatMap((reach) => (reach.kind === "account" ? [reach] : [])))
    .filter((accounts, place) => accounts.length === restrictions[place]?.length);
  return first?.filter(({ accountId }) =>
    rest.every((accounts) => accounts.some((other) => other.accountId === accountId)),
  );
}

const positiveOperators = new Set(["StringEquals", "StringLike", "ArnEquals", "ArnLike", "Bool"]);
const accountKeys = new Set(["aws:principalaccount", "aws:sourceaccount"]);
const arnKeys = new Set(["aws:principalarn", "aws:sourcearn"]);
/** They restrict by AWS's definition, but name no account. */
const otherTrustedKeys = new Set([
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "aws:principalservicename",
  "aws:principalservicenameslist",
  "aws:principalisawsservice",
  "aws:ec2instancesourcevpc",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
]);

/** Empty when the key restricts nothing: unknown, or with a wildcard or variable in its value. */
function restrictionOf(key: string, values: unknown): readonly (readonly Reach[])[] {
  const texts = z.union([z.string(), z.boolean(), z.array(z.string())]).safeParse(values);
  if (!texts.success) return [];
  const fixed = Array.isArray(texts.data) ? texts.data : [String(texts.data)];
  if (fixed.length === 0) return [];
  if (accountKeys.has(key) && fixed.every((value) => /^\d{12}$/.test(value))) {
    return [fixed.map((accountId): Reach => ({ kind: "account", accountId }))];
  }
  if (arnKeys.has(key)) {
    const reaches = fixed.map(reachOfArn);
    return reaches.every((reach) => reach !== undefined) ? [reaches] : [];
  }
  // "false" would let in everybody who is not a service.
  if (key === "aws:principalisawsservice" && fixed.some((value) => value !== "true")) return [];
  if (!otherTrustedKeys.has(key) || !fixed.every(isFixed)) return [];
  return [[{ kind: "undecided", why: `condition ${key}` }]];
}

/** `undefined` where a wildcard or variable stands for the account. */
function reachOfArn(arn: string): Reach | undefined {
  const accountId = /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/.exec(arn)?.[1];
  if (accountId !== undefined) return { kind: "account", accountId };
  // A bucket, for example: one resource, but of whom?
  return isFixed(arn) ? { kind: "undecided", why: "an ARN without an account" } : undefined;
}

function isFixed(value: string): boolean {
  return !/[*?]|\$\{/.test(value);
}

function actionsOf(statement: Statement): readonly string[] {
  if (statement.Action !== undefined) return listOf(statement.Action);
  return [`all but ${listOf(statement.NotAction ?? []).join(" and ")}`];
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
