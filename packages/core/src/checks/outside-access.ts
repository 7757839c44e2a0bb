import * as z from "zod";
import { type ResourcePolicy, streamPolicy, tablePolicy } from "../facts/resource-policies.ts";
import { AccountId } from "../ids.ts";
import { outsidePrincipals } from "../policy/outside-principals.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, ifApplicable, type Line, type Say, type Verdict } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";

const reasons = defineReasons({
  ...tableReasons,
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
    /** Other accounts that may be let in. */
    accounts: z.array(AccountId).optional(),
  }),
  defaultExpect: { accounts: [] },
  reasons,
  facts: (where) => ({
    policy: tablePolicy(tableOf(where)),
    streamPolicy: ifApplicable(streamPolicy(tableOf(where))),
    ...tableFacts(where),
  }),
  expected: ({ accounts = [] }) =>
    accounts.length === 0 ? "no other account is let in" : `only ${accounts.join(", ")} are let in`,
  evaluate: ({ facts, where, expect, context, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    if (!facts.policy.exists && !facts.policy.isResourceFound) {
      return say.unknown("target", "dynamodb.access.not_settled");
    }
    const own = { accountId: context.accountId, allowed: expect.accounts ?? [] };
    const tableVerdict = policyVerdict("table", facts.policy, own, say);
    const streamVerdict = policyVerdict(
      "stream",
      facts.streamPolicy ?? { exists: false, isResourceFound: false },
      own,
      say,
    );
    return worseOf(tableVerdict, streamVerdict, say);
  },
});

/** `undefined`: the policy lets nobody in from outside. */
function policyVerdict(
  what: "table" | "stream",
  policy: ResourcePolicy,
  own: { accountId: string; allowed: readonly string[] },
  say: Say<typeof reasons>,
): Verdict | undefined {
  if (!policy.exists) return undefined;
  const by = [what === "table" ? "policy" : "streamPolicy"];
  const outside = outsidePrincipals(policy.document, own.accountId);
  if (!outside) return { ...say.unknown("rubric", "dynamodb.access.unreadable", { what }), by };
  if (outside.isPublic) return judged(say.notMet("dynamodb.access.public", { what }), by);
  for (const [account, actions] of outside.accounts) {
    if (own.allowed.includes(account)) continue;
    const action = shortAction(actions);
    return judged(
      say.notMet("dynamodb.access.other_account", {
        what,
        account,
        shortAccount: `${account.slice(0, 4)}…`,
        action,
        actions: actions.join(", "),
      }),
      by,
    );
  }
  const [why] = outside.undecided;
  if (why === undefined) return undefined;
  return { ...say.unknown("rubric", "dynamodb.access.undecided", { what, why }), by };
}

function worseOf(
  table: Verdict | undefined,
  stream: Verdict | undefined,
  say: Say<typeof reasons>,
): Verdict {
  const verdicts = [table, stream].filter((verdict) => verdict !== undefined);
  const red = verdicts.find((verdict) => verdict.kind === "judged");
  return red ?? verdicts[0] ?? judged(say.met(), ["policy"]);
}

function judged(line: Line, by: readonly string[]): Verdict {
  return { kind: "judged", lines: { accounts: line }, by };
}

/** `Query` of `dynamodb:Query`, so that it fits a column. */
function shortAction(actions: readonly string[]): string {
  const [first = "", ...more] = actions.map((action) => action.slice(action.indexOf(":") + 1));
  if (first === "*" || first.startsWith("all but ")) return "do nearly all";
  return more.length === 0 ? first : `${first} +${more.length}`;
}
