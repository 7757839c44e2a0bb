import type {
  OwnSandboxAccount,
  SandboxAccount,
  VerifyStepView,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { roleCommands } from "@lab-grader/core/sandbox-accounts/role-commands";
import type { Marks } from "../terminal/marks.ts";

/** Where an account stands, with the steps of its last verification. */
export function accountText(account: SandboxAccount, marks: Marks): string {
  const { accountId, state, expiresAt, provenBy, isRotating, verification } = account;
  if (accountId === null) return "No account is registered.";
  const until = expiresAt === null ? "" : ` until ${expiresAt.slice(0, 10)}`;
  const heading =
    state === "verified"
      ? `Account ${accountId}: verified by its ${provenBy}${until}.`
      : `Account ${accountId}: ${state}${state === "expired" ? ` since ${expiresAt?.slice(0, 10)}` : ""}.`;
  return [
    heading,
    ...(isRotating
      ? ["A new ExternalId waits for its verification; the old one still holds."]
      : []),
    ...(verification?.steps.flatMap((step) => stepLines(step, marks)) ?? []),
    ...(verification?.fault === undefined ? [] : [verification.fault]),
  ].join("\n");
}

function stepLines(step: VerifyStepView, marks: Marks): readonly string[] {
  const { title, outcome, found, missing = [], doNext, read } = step;
  const first = `  ${marks.outcome[markOf(outcome)]} ${title}`;
  if (outcome === "passed" || outcome === "not_done") return [first];
  return [
    first,
    ...(found === undefined ? [] : [`      found    ${found}`]),
    ...missing.map((action) => `               ${action}`),
    ...(doNext === undefined ? [] : [`      do next  ${doNext}`]),
    ...(read === undefined ? [] : [`      read     https://${read}`]),
  ];
}

function markOf(outcome: VerifyStepView["outcome"]) {
  switch (outcome) {
    case "passed":
      return "met";
    case "warned":
      return "partly";
    case "failed":
      return "not_met";
    case "waiting":
      return "waiting";
    case "not_done":
      return "not_judged";
    default:
      return outcome satisfies never;
  }
}

/** How to make the role, and what comes after. */
export function setUpText({ setUp, roleName, nextSteps }: OwnSandboxAccount): string {
  if (nextSteps.length === 0) return "";
  const steps = nextSteps.map((step, at) => `  ${at + 1}. ${step}`).join("\n");
  return ["What to do now:", steps, ...(setUp ? ["", roleText(setUp, roleName)] : [])].join("\n");
}

function roleText(setUp: NonNullable<OwnSandboxAccount["setUp"]>, roleName: string): string {
  if (setUp.way === "link") return setUp.link;
  const { make, update } = roleCommands(setUp, roleName);
  return [
    "In the account, with its own credentials:",
    "",
    make,
    "",
    "Where the role is there already, replace what it trusts and allows:",
    "",
    update,
  ].join("\n");
}
