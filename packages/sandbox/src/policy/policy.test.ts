import { describe, expect, it } from "vitest";
import conditions from "./cases/conditions.json" with { type: "json" };
import identity from "./cases/identity.json" with { type: "json" };
import principals from "./cases/principals.json" with { type: "json" };
import refused from "./cases/refused.json" with { type: "json" };
import { type Policy, type PolicyKind, parsePolicy } from "./document.ts";
import { evaluate } from "./evaluate.ts";

function policy(kind: PolicyKind, statement: unknown): Policy {
  const result = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }), kind);
  if (!result.ok) {
    throw new Error(`${result.problem.path}: ${result.problem.message}`);
  }
  return result.policy;
}

describe("evaluate, identity policies", () => {
  it.each(identity.cases)("$name", ({ statements, request, effect }) => {
    const decision = evaluate([policy("identity", statements)], { ...request, context: {} });

    expect(decision.effect).toBe(effect);
  });

  it("lets a deny in one policy beat an allow in another", () => {
    const allow = policy("identity", [{ Effect: "Allow", Action: "*", Resource: "*" }]);
    const deny = policy("identity", [{ Effect: "Deny", Action: "iam:*", Resource: "*" }]);
    const request = { action: "iam:GetRole", resource: "*", context: {} };

    expect(evaluate([allow, deny], request)).toEqual({ effect: "deny" });
    expect(evaluate([deny, allow], request)).toEqual({ effect: "deny" });
  });
});

describe("evaluate, conditions", () => {
  it.each(conditions.cases)("$name", ({ condition, context, met }) => {
    const statement = { Effect: "Allow", Action: "*", Resource: "*", Condition: condition };
    const values: Record<string, readonly string[]> = context;

    const decision = evaluate([policy("identity", [statement])], {
      action: "dynamodb:GetItem",
      resource: "*",
      context: values,
    });

    expect(decision.effect).toBe(met ? "allow" : "none");
  });
});

describe("evaluate, principals", () => {
  const asks = { action: "sts:AssumeRole", resource: "role", context: {} };

  it.each(principals.cases)("$name", ({ principal, identity: caller, granted }) => {
    const trust = policy("trust", [
      { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" },
    ]);

    const decision = evaluate([trust], { ...asks, principal: caller });

    expect(decision).toEqual(
      granted === "none" ? { effect: "none" } : { effect: "allow", granted },
    );
  });

  it("denies everyone but those of NotPrincipal", () => {
    const trust = policy("trust", [
      { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
      { Effect: "Deny", NotPrincipal: { AWS: "999999999999" }, Action: "sts:AssumeRole" },
    ]);
    const userOf = (accountId: string) => ({ accountId, arn: `arn:aws:iam::${accountId}:user/a` });

    expect(evaluate([trust], { ...asks, principal: userOf("999999999999") }).effect).toBe("allow");
    expect(evaluate([trust], { ...asks, principal: userOf("888888888888") }).effect).toBe("deny");
  });
});

describe("parsePolicy", () => {
  it.each(refused.cases)("refuses $name, with the place", ({ kind, text, document, problem }) => {
    const result = parsePolicy(
      text ?? JSON.stringify(document),
      kind === "trust" ? "trust" : "identity",
    );

    expect(result).toMatchObject({ ok: false, problem });
  });
});
