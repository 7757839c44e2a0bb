import type { ProblemKind } from "./problem-kind.ts";

/** What can be wrong with registering and verifying a sandbox account. */
export const sandboxAccountProblems = {
  "sandbox.account_taken": {
    status: 409,
    title: "The account belongs to another learner",
    detail:
      "Another learner has verified this account. Register an account of your own; if it is yours, ask your instructor to give it to you.",
  },
  "sandbox.own_account": {
    status: 422,
    title: "The account can't be a sandbox",
    detail:
      "The grader itself runs in this account. Register the account that you do your labs in.",
  },
  "sandbox.too_many_accounts": {
    status: 409,
    title: "Too many accounts are registered",
    detail:
      "You have registered as many accounts as one learner may. Use one of them, or ask your instructor.",
  },
  "sandbox.changed_meanwhile": {
    status: 409,
    title: "The registration was changed at the same time",
    detail: "Somebody else changed it in this moment. Look at it again, then repeat.",
  },
  "sandbox.no_cohort": {
    status: 409,
    title: "You are in no running cohort",
    detail:
      "An account is verified for the time of your cohorts. Ask your instructor to enrol you.",
  },
  "sandbox.unregistered": {
    status: 404,
    title: "No account is registered",
    detail: "Register the account first: labgrader account register <account id>.",
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
