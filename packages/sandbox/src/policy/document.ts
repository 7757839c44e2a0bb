import { type PolicyProblem, PolicyRefusal, propertiesOf, refuse } from "./grammar.ts";
import { parseStatement, type Statement } from "./statement.ts";

/**
 * Where a document is used decides which elements it may have: `identity` (roles, users, sessions)
 * has Resource and no Principal, `trust` has Principal and no Resource, `resource` has both.
 */
export type PolicyKind = "identity" | "trust" | "resource";

/** A policy document that the evaluator understands completely. */
export interface Policy {
  /** As it was written. */
  readonly text: string;
  readonly statements: readonly Statement[];
}

export type PolicyResult =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problem: PolicyProblem };

/**
 * Reads a policy document. The grammar: Version (2012-10-17 or 2008-10-17), Id, Statement (one or a
 * list) of Sid, Effect, Action | NotAction, Resource | NotResource, Principal | NotPrincipal and
 * Condition. `*` and `?` are wildcards in actions, resources and Like conditions. Policy variables
 * (`${aws:username}`), principals of federation, and conditions outside `condition.ts` and
 * `condition-keys.ts` are refused.
 */
export function parsePolicy(text: string, kind: PolicyKind): PolicyResult {
  try {
    return { ok: true, policy: { text, statements: statementsOf(text, kind) } };
  } catch (error) {
    if (error instanceof PolicyRefusal) {
      return { ok: false, problem: error.problem };
    }
    throw error;
  }
}

function statementsOf(text: string, kind: PolicyKind): Statement[] {
  const document = propertiesOf(jsonOf(text), "document", ["Version", "Id", "Statement"]);
  const version = document.Version ?? "2008-10-17";
  if (version !== "2012-10-17" && version !== "2008-10-17") {
    refuse("malformed", "Version", 'expected "2012-10-17"');
  }
  const statement = document.Statement;
  if (statement === undefined) {
    refuse("malformed", "Statement", "is missing");
  }
  const list: unknown[] = Array.isArray(statement) ? statement : [statement];
  if (list.length === 0) {
    refuse("malformed", "Statement", "is empty");
  }
  const statements = list.map((entry, at) =>
    parseStatement(entry, Array.isArray(statement) ? `Statement[${at}]` : "Statement", kind),
  );
  const sids = statements.flatMap(({ sid }) => (sid === undefined ? [] : [sid]));
  if (new Set(sids).size < sids.length) {
    refuse("malformed", "Statement", "statement ids (Sid) must be unique");
  }
  return statements;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse("malformed", "document", "is not JSON");
  }
}
