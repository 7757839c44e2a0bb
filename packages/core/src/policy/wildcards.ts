import { matchesGlob } from "./glob.ts";
import type { PolicyStatement } from "./policy-statements.ts";

/** Where a statement reaches further than it names. */
export interface Wildcard {
  readonly element: "Action" | "NotAction" | "Resource" | "NotResource";
  readonly value: string;
}

/** DynamoDB actions that have no resource to name: their statements say `*`, and can't say less. */
// docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
const withoutResource = new Set(
  [
    "ListTables",
    "ListBackups",
    "ListStreams",
    "ListGlobalTables",
    "ListExports",
    "ListImports",
    "ListContributorInsights",
    "DescribeLimits",
    "DescribeEndpoints",
    "DescribeReservedCapacity",
    "DescribeReservedCapacityOfferings",
  ].map((name) => `dynamodb:${name}`.toLowerCase()),
);

const readingVerbs = /^dynamodb:(?:get|batchget|describe|list|query|scan)[a-z]*[*?]*$/;

/**
 * The wildcards of an Allow statement that reach DynamoDB. Names of actions are not case-sensitive.
 * What lies below one named table (`table/orders/index/*`) is not further than it names.
 *
 * @param allowsReads a pattern of reading actions alone (`dynamodb:Describe*`) is none
 */
export function wildcardsOf(
  statement: PolicyStatement,
  { allowsReads }: { readonly allowsReads: boolean },
): readonly Wildcard[] {
  if (statement.Effect === "Deny") return [];
  const { Action, NotAction, Resource, NotResource } = statement;
  if (NotAction) {
    return [{ element: "NotAction", value: NotAction.join(", ") }];
  }
  const actions = (Action ?? []).map((action) => action.toLowerCase()).filter(isOfDynamoDb);
  if (actions.length === 0) return [];
  const patterns = actions
    .filter((action) => /[*?]/.test(action) && !(allowsReads && readingVerbs.test(action)))
    .map((value): Wildcard => ({ element: "Action", value }));
  if (NotResource) {
    return [...patterns, { element: "NotResource", value: NotResource.join(", ") }];
  }
  if (actions.every((action) => withoutResource.has(action))) return patterns;
  const resources = (Resource ?? [])
    .filter(isManyTables)
    .map((value): Wildcard => ({ element: "Resource", value }));
  return [...patterns, ...resources];
}

/** Also a pattern in place of the service reaches it. */
function isOfDynamoDb(action: string): boolean {
  const [service = "", name] = action.split(":");
  return name === undefined ? service === "*" : matchesGlob(service, "dynamodb");
}

/** `arn:aws:dynamodb:us-east-1:100000000014:table/orders/index/*` names one table. */
function isManyTables(resource: string): boolean {
  if (resource === "*") return true;
  const [, , service = "", , , ...rest] = resource.split(":");
  if (!/[*?]/.test(service) && service !== "dynamodb") return false;
  const name = /^(?:table|global-table)\/([^/]*)/.exec(rest.join(":"))?.[1];
  return name === undefined ? /[*?]/.test(rest.join(":")) : /[*?]/.test(name);
}
