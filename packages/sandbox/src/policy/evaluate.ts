import { matchesGlob } from "@lab-grader/core/policy/glob";
import { type ConditionContext, meetsCondition } from "./condition.ts";
import type { Policy } from "./document.ts";
import {
  matchPrincipal,
  type PrincipalIdentity,
  type PrincipalMatch,
  type PrincipalPattern,
} from "./principal.ts";
import type { Statement } from "./statement.ts";

/** One action on one resource. */
export interface PolicyRequest {
  /** `dynamodb:DescribeTable`; compared without regard to case. */
  readonly action: string;
  readonly resource: string;
  /** Who asks; needed for trust and resource policies. */
  readonly principal?: PrincipalIdentity;
  /** Keys in lower case. */
  readonly context: ConditionContext;
}

/** What a set of policies says: an explicit deny beats an allow, an allow beats saying nothing. */
export type Decision =
  | { readonly effect: "deny" }
  /** `granted`: how directly the strongest allow names the principal; identity policies: `none`. */
  | { readonly effect: "allow"; readonly granted: PrincipalMatch }
  | { readonly effect: "none" };

const strength: readonly PrincipalMatch[] = ["none", "account", "identity", "session"];

/** Evaluates policies of one kind; pure. */
export function evaluate(policies: readonly Policy[], request: PolicyRequest): Decision {
  let allowed: PrincipalMatch | undefined;
  for (const { statements } of policies) {
    for (const statement of statements) {
      const granted = appliesTo(statement, request);
      if (granted === undefined) {
        continue;
      }
      if (statement.effect === "Deny") {
        return { effect: "deny" };
      }
      if (allowed === undefined || strength.indexOf(granted) > strength.indexOf(allowed)) {
        allowed = granted;
      }
    }
  }
  return allowed === undefined ? { effect: "none" } : { effect: "allow", granted: allowed };
}

/** Whether the statement is about the request, whoever asks and whatever its conditions say. */
export function reachesRequest(
  { actions, notActions, resources, notResources }: Statement,
  request: Pick<PolicyRequest, "action" | "resource">,
): boolean {
  const action = request.action.toLowerCase();
  const isAction = (pattern: string) => matchesGlob(pattern.toLowerCase(), action);
  const isResource = (pattern: string) => matchesGlob(pattern, request.resource);
  if (actions?.some(isAction) === false || notActions?.some(isAction) === true) {
    return false;
  }
  return resources?.some(isResource) !== false && notResources?.some(isResource) !== true;
}

/** How the statement names the principal, or `undefined` if it says nothing about the request. */
function appliesTo(statement: Statement, request: PolicyRequest): PrincipalMatch | undefined {
  if (!reachesRequest(statement, request)) {
    return undefined;
  }
  const granted = principalMatchOf(statement, request.principal);
  if (granted === undefined) {
    return undefined;
  }
  const meets = statement.conditions.every((condition) =>
    meetsCondition(condition, request.context),
  );
  return meets ? granted : undefined;
}

function principalMatchOf(
  { principals, notPrincipals }: Statement,
  identity: PrincipalIdentity | undefined,
): PrincipalMatch | undefined {
  if (principals === undefined && notPrincipals === undefined) {
    return "none";
  }
  if (identity === undefined) {
    return undefined;
  }
  const strongest = (patterns: readonly PrincipalPattern[]) =>
    patterns
      .map((pattern) => matchPrincipal(pattern, identity))
      .reduce(
        (best, match) => (strength.indexOf(match) > strength.indexOf(best) ? match : best),
        "none",
      );
  if (notPrincipals !== undefined) {
    return strongest(notPrincipals) === "none" ? "identity" : undefined;
  }
  const match = strongest(principals ?? []);
  return match === "none" ? undefined : match;
}
