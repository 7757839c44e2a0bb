import { matchesGlob } from "@lab-grader/core/policy/glob";
import { type Caller, principalArn } from "../callers.ts";
import { policyInForce } from "../managed-policies.ts";
import type { Role } from "../roles.ts";
import type { ConditionContext } from "./condition.ts";
import type { Policy } from "./document.ts";
import { type Decision, evaluate, type PolicyRequest } from "./evaluate.ts";
import type { PrincipalIdentity } from "./principal.ts";

/** One action on one resource by one caller, with every policy that has a say. */
export interface AuthorizationRequest {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  /** The account that owns the resource. */
  readonly resourceAccountId: string;
  /** Keys in lower case. */
  readonly context: ConditionContext;
  /** Absent where the resource can't have a policy; `required` as in `AttachedPolicy`. */
  readonly attached?: { readonly policy: Policy | undefined; readonly required: boolean };
  /** Action patterns that the account denies to role sessions. */
  readonly deniedActions: readonly string[];
}

/** Allowed, or the words of AWS that tell which policy refused. */
export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly because: string };

const allowedVerdict: Verdict = { allowed: true };

/**
 * Decides as AWS does within and across accounts, without organisations and managed session
 * policies: docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function authorize(request: AuthorizationRequest): Verdict {
  const { caller, attached } = request;
  const asked = policyRequestOf(request);
  const identity = evaluate(identityPoliciesOf(caller), asked);
  const session = sessionDecision(caller, asked);
  const boundary = boundaryDecision(caller, asked);
  const resource: Decision =
    attached?.policy === undefined ? { effect: "none" } : evaluate([attached.policy], asked);

  if (isDeniedByAccount(request)) {
    return refused("with an explicit deny in a service control policy");
  }
  if (identity.effect === "deny") {
    return refused("with an explicit deny in an identity-based policy");
  }
  if (session.effect === "deny") {
    return refused("with an explicit deny in a session policy");
  }
  if (boundary.effect === "deny") {
    return refused("with an explicit deny in a permissions boundary");
  }
  if (resource.effect === "deny") {
    return refused("with an explicit deny in a resource-based policy");
  }
  const isOwnAccount = caller.accountId === request.resourceAccountId;
  const isGranted = resource.effect === "allow" && resource.granted !== "account";
  const needsResourcePolicy = attached?.required === true || !isOwnAccount;
  if (needsResourcePolicy && resource.effect !== "allow") {
    return refused(`because no resource-based policy allows the ${request.action} action`);
  }
  const needsIdentityPolicy = !isOwnAccount || !isGranted;
  if (needsIdentityPolicy && identity.effect !== "allow") {
    return refused(`because no identity-based policy allows the ${request.action} action`);
  }
  if (needsIdentityPolicy && boundary.effect === "none") {
    return refused(`because no permissions boundary allows the ${request.action} action`);
  }
  const isSessionNamed = resource.effect === "allow" && resource.granted === "session";
  if (session.effect === "none" && !(isOwnAccount && isSessionNamed)) {
    return refused(`because no session policy allows the ${request.action} action`);
  }
  return allowedVerdict;
}

/** The caller as policies name it. */
export function identityOf(caller: Caller): PrincipalIdentity {
  return {
    accountId: caller.accountId,
    arn: caller.arn,
    ...(caller.kind === "session" ? { roleArn: caller.role.arn } : {}),
  };
}

/** The global condition keys that a caller brings along, in lower case. */
export function callerContext(caller: Caller): Record<string, string[]> {
  const common = {
    "aws:principalarn": [principalArn(caller)],
    "aws:principalaccount": [caller.accountId],
    "aws:userid": [caller.userId],
  };
  if (caller.kind === "user") {
    return { ...common, "aws:principaltype": ["User"], "aws:username": [caller.userName] };
  }
  return {
    ...common,
    "aws:principaltype": ["AssumedRole"],
    // Present, and false, in temporary credentials only.
    "aws:multifactorauthpresent": ["false"],
    ...(caller.sourceIdentity === undefined
      ? {}
      : { "aws:sourceidentity": [caller.sourceIdentity] }),
  };
}

function refused(because: string): Verdict {
  return { allowed: false, because };
}

function policyRequestOf(request: AuthorizationRequest): PolicyRequest {
  return {
    action: request.action,
    resource: request.resource,
    principal: identityOf(request.caller),
    context: request.context,
  };
}

function identityPoliciesOf(caller: Caller): readonly Policy[] {
  return caller.kind === "user" ? caller.policies : policiesOfRole(caller.role);
}

/** Inline policies, and managed ones in the version that counts. */
export function policiesOfRole({ policies, attached }: Role): readonly Policy[] {
  return [...policies.values(), ...[...attached.values()].map(policyInForce)];
}

/** What a role's boundary says; a role without one is not bound. */
function boundaryDecision(caller: Caller, asked: PolicyRequest): Decision {
  const boundary = caller.kind === "session" ? caller.role.boundary : undefined;
  if (boundary === undefined) return { effect: "allow", granted: "none" };
  return evaluate([policyInForce(boundary)], asked);
}

/** A session without a session policy is limited by its role alone. */
function sessionDecision(caller: Caller, asked: PolicyRequest): Decision {
  if (caller.kind === "user" || caller.sessionPolicy === undefined) {
    return { effect: "allow", granted: "none" };
  }
  return evaluate([caller.sessionPolicy], asked);
}

function isDeniedByAccount({ caller, action, deniedActions }: AuthorizationRequest): boolean {
  const asked = action.toLowerCase();
  return (
    caller.kind === "session" &&
    deniedActions.some((pattern) => matchesGlob(pattern.toLowerCase(), asked))
  );
}
