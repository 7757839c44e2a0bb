import type { FactRef, Permission } from "../facts/fact.ts";
import { factPlan } from "../facts/fact-plan.ts";
import { getFact } from "../facts/read-facts.ts";
import { canonicalJson } from "../json.ts";

/**
 * AWS takes 2,048 characters of inline session policy; the rest is room for the account id and
 * for tags. docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const longestSessionPolicy = 1_800;
/** AWS takes 10,240 characters of inline policies in one role. */
export const longestRolePolicy = 10_240;

export interface PolicyStatement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: NonNullable<Permission["condition"]>;
}

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

export type DerivedPolicy =
  | { readonly fits: true; readonly document: string; readonly characters: number }
  /** Too long even when compacted: the lab can't be published. */
  | { readonly fits: false; readonly characters: number; readonly limit: number };

/** Every permission that the facts need, their parents included, each once and in a fixed order. */
export function permissionsOf(facts: Iterable<FactRef>): readonly Permission[] {
  const all = factPlan(facts)
    .flat()
    .flatMap((ref) => getFact(ref.kind).iam(ref.params));
  const byText = new Map(
    all.map((permission) => [
      `${permission.resource} ${permission.action} ${canonicalJson(permission.condition)}`,
      permission,
    ]),
  );
  return [...byText.entries()].sort(byKey).map(([, permission]) => permission);
}

/** Cuts a session to what one stage asks: one document for AssumeRole's `Policy`. */
export function sessionPolicyOf(facts: Iterable<FactRef>, accountId: string): DerivedPolicy {
  return policyOf(permissionsOf(facts), accountId, longestSessionPolicy);
}

/** What the learner's role allows: the union of the labs that the learner takes. */
export function rolePolicyOf(facts: Iterable<FactRef>, accountId: string): DerivedPolicy {
  return policyOf(permissionsOf(facts), accountId, longestRolePolicy);
}

/** A policy document of permissions in one account, compacted only where it must be. */
export function policyOf(
  permissions: readonly Permission[],
  accountId: string,
  limit: number,
): DerivedPolicy {
  const own = permissions.map((permission) => ({
    ...permission,
    resource: permission.resource.replaceAll("$account", accountId),
  }));
  const exact = JSON.stringify(documentOf(own));
  if (exact.length <= limit) return { fits: true, document: exact, characters: exact.length };
  const compact = JSON.stringify(documentOf(withVerbPrefixes(own)));
  return compact.length <= limit
    ? { fits: true, document: compact, characters: compact.length }
    : { fits: false, characters: compact.length, limit };
}

/** Actions that may be done on the same resources share a statement; no Sid, no order by chance. */
export function documentOf(permissions: readonly Permission[]): PolicyDocument {
  const byCondition = Map.groupBy(permissions, ({ condition }) => canonicalJson(condition));
  return {
    Version: "2012-10-17",
    Statement: [...byCondition].sort(byKey).flatMap(([, alike]) => statementsOf(alike)),
  };
}

/** Of permissions under one condition, or under none. */
function statementsOf(permissions: readonly Permission[]): readonly PolicyStatement[] {
  const condition = permissions[0]?.condition;
  const actionsByResource = grouped(
    permissions,
    ({ resource }) => resource,
    ({ action }) => action,
  );
  const statements = grouped(
    [...actionsByResource],
    ([, actions]) => JSON.stringify(actions),
    ([resource]) => resource,
  );
  return [...statements].map(([actions, resources]) => ({
    Effect: "Allow",
    Action: actionsByResource.get(resources[0] ?? "") ?? [actions],
    Resource: resources,
    ...(condition && { Condition: condition }),
  }));
}

// Nothing that reads or writes items begins with these two verbs; Get, Query and Scan do.
const readOnlyVerb = /^([a-z0-9-]+:(?:Describe|List))[A-Za-z]+$/;

/**
 * Several actions of one verb under their verb. One action alone saves nothing; on every resource
 * its verb may tell much more (ec2:Describe* has the scripts that machines start with); and a
 * condition is written for the actions that it names.
 */
function withVerbPrefixes(permissions: readonly Permission[]): readonly Permission[] {
  const prefixOf = ({ action, resource, condition }: Permission) =>
    resource === "*" || condition ? undefined : readOnlyVerb.exec(action)?.[1];
  const byPrefix = Map.groupBy(permissions, prefixOf);
  const isShared = (prefix: string) =>
    new Set(byPrefix.get(prefix)?.map(({ action }) => action)).size > 1;
  return permissions.map((permission) => {
    const prefix = prefixOf(permission);
    if (prefix === undefined || !isShared(prefix)) return permission;
    return { ...permission, action: `${prefix}*` };
  });
}

function grouped<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
  value: (item: Item) => string,
): Map<string, string[]> {
  const groups = new Map<string, Set<string>>();
  for (const item of items) {
    const group = groups.get(key(item)) ?? new Set();
    groups.set(key(item), group.add(value(item)));
  }
  return new Map(
    [...groups]
      .map(([name, members]): [string, string[]] => [name, [...members].sort()])
      .sort(byKey),
  );
}

function byKey(left: readonly [string, unknown], right: readonly [string, unknown]): number {
  return left[0] < right[0] ? -1 : 1;
}
