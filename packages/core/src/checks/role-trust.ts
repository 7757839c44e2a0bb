import * as z from "zod";
import { role } from "../facts/role.ts";
import { AccountId } from "../ids.ts";
import { matchesGlob } from "../policy/glob.ts";
import { outsidePrincipals } from "../policy/outside-principals.ts";
import type { PolicyStatement } from "../policy/policy-statements.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, type Line, type Say } from "./check.ts";
import { existingRole, RoleWhere, roleReasons } from "./existing-role.ts";

const reasons = defineReasons({
  ...roleReasons,
  "iam.trust.anyone": {
    short: "anyone may assume the role",
    found: "the role's trust policy lets anyone assume it",
    doNext: "Name in the trust policy who needs the role.",
    read: "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  },
  "iam.trust.other_account": {
    short: "account {shortAccount} may assume it",
    found: "the role's trust policy lets account {account} assume it",
    doNext: "Take the other account out of the trust policy.",
  },
  "iam.trust.no_external_id": {
    short: "{shortAccount} needs no ExternalId",
    found: "account {account} may assume the role without sts:ExternalId",
    doNext: "Ask for an ExternalId in the condition of the statement that names the account.",
    read: "docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  },
  "iam.trust.service": {
    short: "a service may assume it",
    found: 'the role\'s trust policy lets "{service}" assume it',
    doNext: "Take the service out of the trust policy.",
  },
  "iam.trust.federated": {
    short: "federated users may assume it",
    found: 'the role\'s trust policy lets users of "{provider}" assume it',
    doNext: "Take the provider out of the trust policy.",
  },
  "iam.trust.undecided": {
    short: "the trust needs a person's eye",
    found: "the role's trust policy has {why}; whom it lets in can't be told from it",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
});

/** Whom a trust policy lets assume the role. */
interface Trust {
  readonly isAnyone: boolean;
  /** Other accounts; true where each statement that names one asks for an ExternalId. */
  readonly accounts: ReadonlyMap<string, boolean>;
  readonly services: readonly string[];
  readonly providers: readonly string[];
  readonly undecided: readonly string[];
}

export const roleTrust = defineCheck({
  kind: "iam.role-trust",
  summary: "Who may assume a role: no other account, service or provider than those named.",
  read: "docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html",
  where: RoleWhere,
  expect: z.strictObject({
    accounts: z
      .array(AccountId)
      .optional()
      .describe("Other accounts that may assume the role; `[]`, the default, is none."),
    externalId: z
      .literal(true)
      .optional()
      .describe("Every other account that may assume the role must bring an ExternalId."),
    services: z
      .array(z.string())
      .optional()
      .describe(
        "AWS services that may assume the role, such as `lambda.amazonaws.com`; `[]` is none.",
      ),
    federated: z
      .array(z.string())
      .optional()
      .describe("Identity providers whose users may assume the role; `[]`, the default, is none."),
  }),
  defaultExpect: { accounts: [], federated: [] },
  example: { where: { role: "lab-reader" } },
  reasons,
  facts: ({ role: name }) => ({ role: role({ role: name }) }),
  expected: ({ accounts, externalId, services, federated }) =>
    [
      accounts && `other accounts: ${accounts.join(", ") || "none"}`,
      externalId && "others bring an ExternalId",
      services && `services: ${services.join(", ") || "none"}`,
      federated && `identity providers: ${federated.join(", ") || "none"}`,
    ]
      .filter(Boolean)
      .join("; "),
  evaluate: ({ facts, where, expect, context, say }) => {
    const { role: found, verdict } = existingRole(facts.role, where, expect);
    if (!found) return verdict;
    const trust = trustOf(found.trust, context.accountId);
    const lines: Record<string, Line> = {};
    if (expect.accounts) lines.accounts = accountsLine(trust, expect.accounts, say);
    if (expect.externalId) lines.externalId = externalIdLine(trust, say);
    if (expect.services) {
      const [service] = trust.services.filter((one) => !expect.services?.includes(one));
      lines.services =
        service === undefined ? say.met() : say.notMet("iam.trust.service", { service });
    }
    if (expect.federated) {
      const [provider] = trust.providers.filter((one) => !expect.federated?.includes(one));
      lines.federated =
        provider === undefined ? say.met() : say.notMet("iam.trust.federated", { provider });
    }
    const isRed = Object.values(lines).some((line) => !line.met);
    const [why] = trust.undecided;
    // What is certain is said; what can't be told decides only where all else is as asked.
    if (!isRed && why !== undefined) return say.unknown("rubric", "iam.trust.undecided", { why });
    return { kind: "judged", lines };
  },
});

function accountsLine(
  { isAnyone, accounts }: Trust,
  allowed: readonly string[],
  say: Say<typeof reasons>,
): Line {
  if (isAnyone) return say.notMet("iam.trust.anyone");
  const account = [...accounts.keys()].find((one) => !allowed.includes(one));
  return account === undefined
    ? say.met()
    : say.notMet("iam.trust.other_account", { account, shortAccount: shortened(account) });
}

function externalIdLine({ isAnyone, accounts }: Trust, say: Say<typeof reasons>): Line {
  if (isAnyone) return say.notMet("iam.trust.anyone");
  const [account] = [...accounts].find(([, hasExternalId]) => !hasExternalId) ?? [];
  return account === undefined
    ? say.met()
    : say.notMet("iam.trust.no_external_id", { account, shortAccount: shortened(account) });
}

function trustOf(statements: readonly PolicyStatement[], ownAccountId: string): Trust {
  const accounts = new Map<string, boolean>();
  const services = new Set<string>();
  const providers = new Set<string>();
  const undecided: string[] = [];
  let isAnyone = false;
  for (const statement of statements.filter(isAssuming)) {
    const { Principal } = statement;
    if (typeof Principal === "object") {
      for (const service of Principal.Service ?? []) services.add(service);
      for (const provider of Principal.Federated ?? []) providers.add(provider);
    }
    const {
      Service: _service,
      Federated: _federated,
      ...others
    } = typeof Principal === "object" ? Principal : {};
    const principal = typeof Principal === "object" ? others : Principal;
    const document = JSON.stringify({ Statement: { ...statement, Principal: principal } });
    const outside = outsidePrincipals(document, ownAccountId);
    if (!outside) {
      undecided.push("a statement that is not understood");
      continue;
    }
    isAnyone ||= outside.isPublic;
    undecided.push(...outside.undecided);
    const hasExternalId = asksForExternalId(statement);
    for (const account of outside.accounts.keys())
      accounts.set(account, (accounts.get(account) ?? true) && hasExternalId);
  }
  return {
    ...{ isAnyone, accounts, undecided },
    services: [...services],
    providers: [...providers],
  };
}

const assuming = ["sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity"];

/** Tagging a session or naming its source lets nobody in. */
function isAssuming({ Effect, Action, NotAction }: PolicyStatement): boolean {
  if (Effect === "Deny") return false;
  if (NotAction) return true;
  return (Action ?? []).some((pattern) =>
    assuming.some((action) => matchesGlob(pattern.toLowerCase(), action)),
  );
}

/** Only a fixed value that must be there binds: docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
function asksForExternalId({ Condition = {} }: PolicyStatement): boolean {
  return Object.entries(Condition).some(
    ([operator, keys]) =>
      ["StringEquals", "StringLike"].includes(operator) &&
      Object.entries(keys).some(
        ([key, values]) =>
          key.toLowerCase() === "sts:externalid" &&
          values.length > 0 &&
          values.every((value) => value !== "" && !/^[*?]*$/.test(value)),
      ),
  );
}

function shortened(account: string): string {
  return `${account.slice(0, 4)}…`;
}
