import * as z from "zod";
import { type PublicAccess, publicAccess } from "../facts/public-access.ts";
import { type ResourcePolicy, streamPolicy, tablePolicy } from "../facts/resource-policies.ts";
import { AccountId } from "../ids.ts";
import { outsidePrincipals } from "../policy/outside-principals.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, ifApplicable, type Line, type Say, type Verdict } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...unknownValueReasons,
  "dynamodb.access.public": {
    short: "anyone may use the {what}",
    found: "the {what}'s resource policy lets anyone in",
    doNext: "Take the statement out of the policy, or name the principals that need it.",
    read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-bpa-rbp.html",
  },
  "dynamodb.access.other_account": {
    short: "account {shortAccount} may {action}",
    found: "the {what}'s resource policy lets account {account} do {actions}",
    doNext: "Take the other account out of the {what}'s resource policy.",
  },
  "dynamodb.access.public_by_aws": {
    short: "AWS finds the {what} public",
    found: 'Access Analyzer says of the {what}\'s resource policy: "{why}"',
    doNext: "Take the statement out of the policy, or name the principals that need it.",
    read: "docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-checks-validating-policies.html",
  },
  "dynamodb.access.not_settled": {
    short: "AWS has not settled yet",
    found: "AWS does not know the table's resource policy yet",
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.access.undecided": {
    short: "a policy needs a person's eye",
    found: "the {what}'s resource policy has {why}; whom it lets in can't be told from it",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
  "dynamodb.access.unreadable": {
    short: "a policy can't be read",
    found: "the {what}'s resource policy is not a document that we understand",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
});

export const outsideAccess = defineCheck({
  kind: "dynamodb.outside-access",
  summary: "No resource policy of the table or its stream lets in anyone, or another account.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html",
  where: TableWhere,
  expect: z.strictObject({
    accounts: z
      .array(AccountId)
      .optional()
      .describe("Other accounts that may be let in; `[]`, the default, is none."),
    verifiedByAws: z
      .literal(true)
      .optional()
      .describe(
        "IAM Access Analyzer too finds no public access in the policies; AWS bills the grader for each " +
          "policy that it has not seen before, so the default is not to ask.",
      ),
  }),
  defaultExpect: { accounts: [] },
  reasons,
  facts: (where, { verifiedByAws }) => ({
    policy: tablePolicy(tableOf(where)),
    streamPolicy: ifApplicable(streamPolicy(tableOf(where))),
    ...(verifiedByAws && {
      tableVerified: ifApplicable(publicAccess({ ...tableOf(where), of: "table" })),
      streamVerified: ifApplicable(publicAccess({ ...tableOf(where), of: "stream" })),
    }),
    ...tableFacts(where),
  }),
  expected: ({ accounts = [], verifiedByAws }) =>
    [
      accounts.length === 0
        ? "no other account is let in"
        : `only ${accounts.join(", ")} are let in`,
      verifiedByAws && "Access Analyzer finds no public access",
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, context, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    if (!facts.policy.exists && !facts.policy.isResourceFound) {
      return say.unknown("target", "dynamodb.access.not_settled");
    }
    const own = { accountId: context.accountId, allowed: expect.accounts ?? [] };
    const lines: Record<string, Line> = {};
    let by = "policy";
    if (expect.accounts !== undefined || !expect.verifiedByAws) {
      const verdict = worseOf(
        policyVerdict("table", facts.policy, own, say),
        policyVerdict("stream", facts.streamPolicy, own, say),
      );
      if (verdict?.kind === "unknown") return verdict;
      lines.accounts = verdict?.line ?? say.met();
      if (verdict) by = verdict.by;
    }
    if (expect.verifiedByAws) {
      const verdict = worseOf(
        verifiedVerdict("table", facts.tableVerified, say),
        verifiedVerdict("stream", facts.streamVerified, say),
      );
      if (verdict?.kind === "unknown") return verdict;
      lines.verifiedByAws = verdict?.line ?? say.met();
      if (verdict && lines.accounts?.met !== false) by = verdict.by;
    }
    return { kind: "judged", lines, by: [by] };
  },
});

/** A line that is not met with the fact that shows it, or why none can be reached. */
type Found =
  | Extract<Verdict, { kind: "unknown" }>
  | { readonly kind: "red"; readonly line: Line; readonly by: string };

/** `undefined`: the policy lets nobody in from outside. */
function policyVerdict(
  what: "table" | "stream",
  policy: ResourcePolicy | undefined,
  own: { accountId: string; allowed: readonly string[] },
  say: Say<typeof reasons>,
): Found | undefined {
  if (!policy?.exists) return undefined;
  const by = what === "table" ? "policy" : "streamPolicy";
  const outside = outsidePrincipals(policy.document, own.accountId);
  if (!outside) return undecided(say.unknown("rubric", "dynamodb.access.unreadable", { what }), by);
  if (outside.isPublic) {
    return { kind: "red", line: say.notMet("dynamodb.access.public", { what }), by };
  }
  for (const [account, actions] of outside.accounts) {
    if (own.allowed.includes(account)) continue;
    const params = {
      ...{ what, account },
      shortAccount: `${account.slice(0, 4)}…`,
      action: shortAction(actions),
      actions: actions.join(", "),
    };
    return { kind: "red", line: say.notMet("dynamodb.access.other_account", params), by };
  }
  const [why] = outside.undecided;
  if (why === undefined) return undefined;
  return undecided(say.unknown("rubric", "dynamodb.access.undecided", { what, why }), by);
}

/** `undefined`: AWS finds no public access, or there is no policy to ask about. */
function verifiedVerdict(
  what: "table" | "stream",
  access: PublicAccess | undefined,
  say: Say<typeof reasons>,
): Found | undefined {
  if (!access || access.result === "PASS") return undefined;
  const by = `${what}Verified`;
  if (access.result !== "FAIL") return undecided(unknownValue("result", access.result), by);
  const why = access.reasons[0] ?? "FAIL";
  return { kind: "red", line: say.notMet("dynamodb.access.public_by_aws", { what, why }), by };
}

function undecided(verdict: Verdict, by: string): Found | undefined {
  return verdict.kind === "unknown" ? { ...verdict, by: [by] } : undefined;
}

/** What is certain wins over what is not. */
function worseOf(table: Found | undefined, stream: Found | undefined): Found | undefined {
  return [table, stream].find((found) => found?.kind === "red") ?? table ?? stream;
}

/** `Query` of `dynamodb:Query`, so that it fits a column. */
function shortAction(actions: readonly string[]): string {
  const [first = "", ...more] = actions.map((action) => action.slice(action.indexOf(":") + 1));
  if (first === "*" || first.startsWith("all but ")) return "do nearly all";
  return more.length === 0 ? first : `${first} +${more.length}`;
}
