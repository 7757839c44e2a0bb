import { uniqueId } from "./credentials.ts";
import type { ManagedPolicy } from "./managed-policies.ts";
import { type Policy, parsePolicy } from "./policy/document.ts";

/** An IAM role of one account. Sessions hold it by reference. */
export interface Role {
  readonly accountId: string;
  readonly roleName: string;
  readonly roleId: string;
  readonly arn: string;
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  description: string | undefined;
  maxSessionDurationSeconds: number;
  trustPolicy: Policy;
  /** Inline policies by name. */
  readonly policies: Map<string, Policy>;
  /** Attached managed policies by ARN. */
  readonly attached: Map<string, ManagedPolicy>;
  /** Whatever the policies allow, no more than this. */
  boundary: ManagedPolicy | undefined;
}

/** What makes a role; documents as JSON text or as the value that it stands for. */
export interface RoleDefinition {
  readonly roleName: string;
  readonly trustPolicy: unknown;
  /** Inline policies by name. */
  readonly policies?: Readonly<Record<string, unknown>>;
  readonly maxSessionDurationSeconds?: number;
  readonly path?: string;
  readonly description?: string;
}

/**
 * Builds a role from documents that the caller of the sandbox wrote.
 * @throws Error that names the role, the policy and the place in it which the evaluator refuses.
 */
export function buildRole(definition: RoleDefinition, accountId: string, now: number): Role {
  const { roleName, path = "/" } = definition;
  const role: Role = {
    accountId,
    roleName,
    roleId: uniqueId("AROA"),
    arn: `arn:aws:iam::${accountId}:role${path}${roleName}`,
    path,
    createdAt: now,
    description: definition.description,
    maxSessionDurationSeconds: definition.maxSessionDurationSeconds ?? 3600,
    trustPolicy: policyOf(definition.trustPolicy, "trust", `the trust policy of role ${roleName}`),
    policies: new Map(),
    attached: new Map(),
    boundary: undefined,
  };
  for (const [name, document] of Object.entries(definition.policies ?? {})) {
    const place = `policy ${name} of role ${roleName}`;
    role.policies.set(name, policyOf(document, "identity", place));
  }
  return role;
}

/** @throws Error that names the place in the document which the evaluator refuses. */
export function policyOf(document: unknown, kind: "identity" | "trust", place: string): Policy {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const result = parsePolicy(text, kind);
  if (!result.ok) {
    throw new Error(`${place}: ${result.problem.path}: ${result.problem.message}`);
  }
  return result.policy;
}
