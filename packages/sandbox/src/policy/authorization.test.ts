import { describe, expect, it } from "vitest";
import { createAccounts } from "../accounts.ts";
import type { Caller } from "../callers.ts";
import { type AuthorizationRequest, authorize } from "./authorization.ts";
import { type Policy, type PolicyKind, parsePolicy } from "./document.ts";

const ownAccount = "100000000014";
const other = "999999999999";
const tableArn = `arn:aws:dynamodb:us-east-1:${ownAccount}:table/lab-orders`;
const allowAll = { Effect: "Allow", Action: "*", Resource: "*" };

function policy(kind: PolicyKind, ...statements: unknown[]): Policy {
  const result = parsePolicy(
    JSON.stringify({ Version: "2012-10-17", Statement: statements }),
    kind,
  );
  if (!result.ok) {
    throw new Error(`${result.problem.path}: ${result.problem.message}`);
  }
  return result.policy;
}

function aSession(options: { role: unknown[]; session?: unknown[]; accountId?: string }): Caller {
  const accounts = createAccounts(() => 0);
  const account = accounts.create({ accountId: options.accountId ?? ownAccount });
  const Statement = options.role;
  const role = account.putRole({
    roleName: "Grader",
    trustPolicy: { Statement: [{ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }] },
    policies: Statement.length === 0 ? {} : { Inline: { Version: "2012-10-17", Statement } },
  });
  const sessionPolicy =
    options.session === undefined ? undefined : policy("identity", ...options.session);
  return accounts.issueSession({ role, sessionName: "one", durationSeconds: 900, sessionPolicy })
    .caller;
}

function becauseOf(caller: Caller, more: Partial<AuthorizationRequest> = {}): string {
  const verdict = authorize({
    caller,
    action: "dynamodb:DescribeTable",
    resource: tableArn,
    resourceAccountId: ownAccount,
    context: {},
    deniedActions: [],
    ...more,
  });
  return verdict.allowed ? "allowed" : verdict.because;
}

describe("authorize, within one account", () => {
  it("allows what the role allows", () => {
    expect(becauseOf(aSession({ role: [allowAll] }))).toBe("allowed");
  });

  it("refuses what the role doesn't mention", () => {
    expect(becauseOf(aSession({ role: [] }))).toBe(
      "because no identity-based policy allows the dynamodb:DescribeTable action",
    );
  });

  it("cuts a role down to its session policy", () => {
    const narrow = [{ Effect: "Allow", Action: "dynamodb:ListTables", Resource: "*" }];

    expect(becauseOf(aSession({ role: [allowAll], session: narrow }))).toBe(
      "because no session policy allows the dynamodb:DescribeTable action",
    );
  });

  it("gives a session policy no rights that the role hasn't", () => {
    expect(becauseOf(aSession({ role: [], session: [allowAll] }))).toMatch(/no identity-based/);
  });

  it.each([
    ["an identity-based policy", { role: [allowAll, { ...allowAll, Effect: "Deny" }] }],
    ["a session policy", { role: [allowAll], session: [{ ...allowAll, Effect: "Deny" }] }],
  ])("names the kind of an explicit deny: %s", (kind, policies) => {
    expect(becauseOf(aSession(policies))).toBe(`with an explicit deny in ${kind}`);
  });

  it("denies role sessions what the account's switches deny", () => {
    const caller = aSession({ role: [allowAll] });

    expect(becauseOf(caller, { deniedActions: ["dynamodb:describe*"] })).toBe(
      "with an explicit deny in a service control policy",
    );
    expect(becauseOf(caller, { deniedActions: ["dynamodb:List*"] })).toBe("allowed");
  });

  it("lets a resource policy add a role, within what the session policy allows", () => {
    const granting = policy("resource", {
      ...allowAll,
      Principal: { AWS: `arn:aws:iam::${ownAccount}:role/Grader` },
    });
    const attached = { policy: granting, required: false };
    const narrow = [{ Effect: "Allow", Action: "dynamodb:ListTables", Resource: "*" }];

    expect(becauseOf(aSession({ role: [] }), { attached })).toBe("allowed");
    expect(becauseOf(aSession({ role: [], session: narrow }), { attached })).toMatch(/no session/);
  });

  it("lets a resource policy deny", () => {
    const denying = policy("resource", { ...allowAll, Effect: "Deny", Principal: "*" });

    expect(
      becauseOf(aSession({ role: [allowAll] }), {
        attached: { policy: denying, required: false },
      }),
    ).toBe("with an explicit deny in a resource-based policy");
  });
});

describe("authorize, across accounts", () => {
  const trusting = policy("resource", { ...allowAll, Principal: { AWS: other } });

  it("needs both sides", () => {
    const allowed = aSession({ role: [allowAll], accountId: other });
    const unprepared = aSession({ role: [], accountId: other });
    const attached = { policy: trusting, required: false };

    expect(becauseOf(allowed, { attached })).toBe("allowed");
    expect(becauseOf(allowed)).toMatch(/no resource-based policy/);
    expect(becauseOf(unprepared, { attached })).toMatch(/no identity-based policy/);
  });
});

describe("authorize, where the resource's policy decides who may come", () => {
  it("refuses even the own account without it", () => {
    const caller = aSession({ role: [allowAll] });

    expect(becauseOf(caller, { attached: { policy: undefined, required: true } })).toMatch(
      /no resource-based policy/,
    );
  });
});
