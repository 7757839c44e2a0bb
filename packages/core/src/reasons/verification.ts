import { defineReasons } from "./reason.ts";

/** What can be wrong with a role when an account is verified. */
export const verificationReasons = defineReasons({
  "verify.open_without_external_id": {
    short: "opens without an ExternalId",
    expected: "the trust policy asks for your ExternalId",
    found: "AWS opened the role although we named no ExternalId: others could come in through us",
    doNext:
      "Put the condition sts:ExternalId with StringEquals back into the role's trust policy, or make the stack anew from your page. Then verify again.",
    read: "docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  },
  "verify.open_with_wrong_external_id": {
    short: "opens with any ExternalId",
    expected: "the trust policy takes your ExternalId and no other",
    found:
      "AWS opened the role with an ExternalId that is not yours: others could come in through us",
    doNext:
      "Let the condition sts:ExternalId name your ExternalId alone, without a wildcard, or make the stack anew from your page. Then verify again.",
    read: "docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  },
  "verify.writes_allowed": {
    short: "role may write",
    expected: "the role refuses {action}",
    found: "AWS would have let us do {action}; we only tried it on something that isn't there",
    doNext:
      "Take every policy off the role that the stack did not put there, or make the stack anew from your page. Then verify again.",
    read: "docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  },
  "verify.reads_missing": {
    short: "role lacks permissions",
    expected: "the role allows what your labs read",
    found:
      "the account is verified, but the role refuses {count} of the actions that your labs need",
    doNext: "Update the stack from your page before you submit: it is from an older lab.",
    read: "docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks.html",
  },
  "verify.taken": {
    short: "account of another learner",
    found: "another learner has verified this account",
    doNext:
      "Use an account of your own. If this one is yours, ask your instructor to give it to you.",
  },
  "verify.superseded": {
    short: "registration has changed",
    found: "the account or its ExternalId was changed while we looked",
    doNext: "Verify again.",
  },
  "verify.no_cohort": {
    short: "no running cohort",
    found: "you are in no cohort that is running",
    doNext: "Ask your instructor to enrol you, then verify again.",
  },
});
