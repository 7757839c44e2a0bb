import type { Permission } from "../facts/fact.ts";
import {
  documentOf,
  longestRolePolicy,
  type PolicyDocument,
  type PolicyStatement,
} from "./derive-policy.ts";

/**
 * AWS takes 6,144 characters of one managed policy and, until asked for more, ten of them on a role.
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const longestManagedPolicy = 6_144;
export const mostManagedPolicies = 10;

/** The policies of one role, in as few documents as AWS takes. */
export type RolePolicies =
  /** `inline`: one document in the role itself. `managed`: several, each a policy of its own. */
  | {
      readonly fits: true;
      readonly kind: "inline" | "managed";
      readonly documents: readonly PolicyDocument[];
      readonly characters: number;
    }
  | { readonly fits: false; readonly characters: number; readonly limit: number };

/**
 * Permissions as the policies of one role. Actions keep their names: what is too long for one
 * document is spread over several and not made wider.
 */
export function rolePoliciesOf(permissions: readonly Permission[]): RolePolicies {
  const whole = documentOf(permissions);
  const characters = JSON.stringify(whole).length;
  if (characters <= longestRolePolicy)
    return { fits: true, kind: "inline", documents: [whole], characters };
  const documents = spread(whole.Statement.flatMap(halvesThatFit));
  if (documents.length > mostManagedPolicies)
    return { fits: false, characters, limit: longestManagedPolicy * mostManagedPolicies };
  return { fits: true, kind: "managed", documents, characters };
}

function spread(statements: readonly PolicyStatement[]): readonly PolicyDocument[] {
  const documents: PolicyDocument[] = [];
  for (const statement of statements) {
    const last = documents.at(-1);
    const longer = documentWith([...(last?.Statement ?? []), statement]);
    if (last && fitsManaged(longer)) documents[documents.length - 1] = longer;
    else documents.push(documentWith([statement]));
  }
  return documents;
}

/** A statement that is too long for a document, in parts with fewer resources each. */
function halvesThatFit(statement: PolicyStatement): readonly PolicyStatement[] {
  const { Resource } = statement;
  if (Resource.length < 2 || fitsManaged(documentWith([statement]))) return [statement];
  const middle = Math.ceil(Resource.length / 2);
  return [Resource.slice(0, middle), Resource.slice(middle)].flatMap((part) =>
    halvesThatFit({ ...statement, Resource: part }),
  );
}

function documentWith(Statement: readonly PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement };
}

function fitsManaged(document: PolicyDocument): boolean {
  return JSON.stringify(document).length <= longestManagedPolicy;
}
