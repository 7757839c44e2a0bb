import { plural } from "../plural.ts";

export const sandbox = {
  title: "My sandbox account",
  lead: "The AWS account that you do labs in. We look into it by a role that you make and can take away at any time. We never ask for keys.",
  states: {
    unregistered: "no account yet",
    registered: "registered, not checked yet",
    verifying: "being checked",
    verified: "checked",
    expired: "expired",
  },
  provenBy: { role: "by its role", signature: "by calls that you signed" },
  verifiedUntil: "We may open it until",
  expiredSince: "We don't open it any more since",
  checkAgain: "Check it again to go on.",
  rotating: "A new ExternalId waits to be checked; the old one holds until then.",
  account: {
    title: "1. Name your account",
    label: "Account id",
    description: "The 12 digits at the top right of the AWS console.",
    constraint: "12 digits, with or without hyphens",
    wrong: "An AWS account id has 12 digits.",
    register: "Register",
    change: "Use another account",
    registered: (accountId: string) => `Account ${accountId}`,
  },
  role: {
    title: "2. Let the grader in",
    first: "Name your account first; the role is made for it.",
    lead: (roleName: string) =>
      `This makes the role ${roleName} in your account. It reads settings of what the labs are about, and nothing else unless a lab says so before you start. Only we can open it, and only with an ExternalId that is yours alone.`,
    open: "Make the role in CloudFormation",
    openNote:
      "AWS opens in a new tab with everything filled in. Sign in to your sandbox account there, tick the box that a role may be made, and press “Create stack”. When the stack is there already, this updates it.",
    documents:
      "Type this in the account, with its own credentials (CloudShell has them). It contains your ExternalId: keep it to yourself.",
    make: "Commands that make the role",
    update: "Commands that update the role",
    hasRole: "The role is there already: update it",
    rotate: "Make a new ExternalId",
    rotateTitle: "Make a new ExternalId?",
    rotateText:
      "Do this when somebody else may have seen the old one. The old one holds until you have updated the role and it is checked, so nothing stops meanwhile.",
    rotated: "There is a new ExternalId. Update the role, then check it.",
  },
  check: {
    title: "3. Check it",
    lead: "We try to open the role as we do when we grade, and also the wrong ways that it must refuse. It takes about ten seconds.",
    start: "Check",
    again: "Check again",
    never: "It was never checked.",
    at: "Looked at",
    steps: {
      passed: "as it should be",
      failed: "not as it should be",
      warned: "can wait",
      not_done: "not looked at",
      waiting: "looked at again in some seconds",
    },
    found: "found",
    doNext: "do next",
    missing: (count: number) => `${plural(count, "action", "actions")} that the role lacks`,
    read: "read",
    done: "Your account is checked: you can hand in.",
    notDone: "Not yet. Look at what is not as it should be, mend it and check again.",
  },
  signed: {
    title: "You can't make a role?",
    text: "In some accounts, AWS Academy's for instance, nobody may make roles. Then you sign each look yourself, in CloudShell. Most labs can be handed in like that.",
    link: "Hand in with signed calls",
  },
};
