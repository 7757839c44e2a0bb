import { propertiesOf, refuse, textsOf } from "./grammar.ts";

/** One entry of a Principal element. */
export type PrincipalPattern =
  | { readonly kind: "anyone" }
  /** The account's root: every identity of the account that its own policies let through. */
  | { readonly kind: "account"; readonly accountId: string }
  /** A user, a role or one session of a role. */
  | { readonly kind: "arn"; readonly arn: string }
  /** An AWS service; no caller of the sandbox is one. */
  | { readonly kind: "service"; readonly service: string };

/** Who asks, as policies name it. */
export interface PrincipalIdentity {
  readonly accountId: string;
  /** Of a session: the ARN of the session. */
  readonly arn: string;
  /** Of a session: the ARN of its role. */
  readonly roleArn?: string;
}

/**
 * How directly a principal is named, the strongest last: an account leaves the decision to the
 * identity's own policies, and a role is limited by session policies, a session is not.
 */
export type PrincipalMatch = "none" | "account" | "identity" | "session";

/** @throws PolicyRefusal */
export function parsePrincipals(value: unknown, path: string): PrincipalPattern[] {
  if (value === "*") {
    return [{ kind: "anyone" }];
  }
  return Object.entries(propertiesOf(value, path)).flatMap(([type, entries]) => {
    const typePath = `${path}.${type}`;
    switch (type) {
      case "AWS":
        return textsOf(entries, typePath).map((text) => awsPrincipal(text, typePath));
      case "Service":
        return textsOf(entries, typePath).map((service) => ({ kind: "service" as const, service }));
      case "Federated":
      case "CanonicalUser":
        return refuse("unsupported", typePath, "not supported by the local sandbox");
      default:
        return refuse("malformed", typePath, "is no kind of principal");
    }
  });
}

/** How directly one entry names the identity. */
export function matchPrincipal(
  pattern: PrincipalPattern,
  identity: PrincipalIdentity,
): PrincipalMatch {
  switch (pattern.kind) {
    case "anyone":
      return "identity";
    case "account":
      return pattern.accountId === identity.accountId ? "account" : "none";
    case "arn":
      if (pattern.arn === identity.arn) {
        return identity.roleArn === undefined ? "identity" : "session";
      }
      return pattern.arn === identity.roleArn ? "identity" : "none";
    case "service":
      return "none";
    default:
      return pattern satisfies never;
  }
}

function awsPrincipal(text: string, path: string): PrincipalPattern {
  if (text === "*") {
    return { kind: "anyone" };
  }
  const root = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(text);
  if (root?.[1] !== undefined) {
    return { kind: "account", accountId: root[1] };
  }
  if (/^arn:aws:(iam::\d{12}:(user|role)|sts::\d{12}:assumed-role)\/[\w+=,.@/-]+$/.test(text)) {
    return { kind: "arn", arn: text };
  }
  return refuse("malformed", path, `Invalid principal in policy: "AWS":"${text}"`);
}
