import { defineReasons } from "./reason.ts";

/** Reasons that no single check owns. */
export const generalReasons = defineReasons({
  met: { short: "as asked", found: "as asked", doNext: "Nothing." },
  "requires.not_met": {
    short: 'waits for "{id}"',
    found: 'it stands on "{id}", which is not met',
    doNext: 'Mend "{id}" first.',
  },
  "gate.not_met": {
    short: 'judged once "{id}" is there',
    found: 'not judged, because "{id}" comes first',
    doNext: 'Mend "{id}" first; no attempt is used until then.',
  },
  "question.not_judged_here": {
    short: "not judged here",
    found: "questions are judged when you submit",
    doNext: "Submit with your answers.",
  },
  "question.not_answered": {
    short: "not answered",
    found: "there is no answer to this question",
    doNext: "Submit again with an answer.",
  },
  "question.other_choice": {
    short: "another choice",
    found: '"{answer}": {because}',
    doNext: "Read the question again, and choose another answer.",
  },
  "question.not_all": {
    short: "{chosen} right, not all",
    found: "what was chosen is right, but it is not all",
    doNext: "Look for what else is right.",
  },
  "question.other_answer": {
    short: "another answer",
    found: 'the answer is "{answer}"',
    doNext: "Work it out again; mind units and rounding.",
  },
  "written.empty": {
    short: "nothing written",
    found: "there is no text",
    doNext: "Write it, and submit again.",
  },
  "written.full_until_marked": {
    short: "counts until marked",
    found: "your text counts in full until somebody has marked it",
    doNext: "Nothing.",
  },
  "written.waits_for_marking": {
    short: "waits for marking",
    found: "your text counts once somebody has marked it",
    doNext: "Nothing. Your instructor reads it.",
  },
  "review.overridden": {
    short: "set by an instructor",
    found: "an instructor has set the points of this criterion",
    doNext: "Nothing. Their reason stands beside it.",
  },
  "review.marked": {
    short: "marked",
    found: "your text was read and marked",
    doNext: "Nothing. What was said about it stands beside it.",
  },
  "hold.on_hold": {
    short: "on hold",
    found: "on hold: this criterion counts in neither direction for now",
    doNext: "Nothing. Your instructor looks into it.",
  },
  "compare.not_better": {
    short: "not better: {aspects}",
    found: "not better than in the stage before: {aspects}",
    doNext: "Mend what was broken there; the criteria of each aspect say what it is.",
  },
  "compare.not_judged_here": {
    short: "not judged here",
    found: "the stage before is known only where you submitted it",
    doNext: "Submit; then both stages are compared.",
  },
  "failure.not_shown": {
    short: "still whole",
    found: "it still works as in the stage before",
    doNext: "Break it as the lab sheet says, then submit again.",
  },
  "failure.nothing_to_show": {
    short: "gone is not broken",
    found: "what is not there, or does nothing at all, shows no weakness",
    doNext: "Make it again as in the first stage, then break it as the lab sheet says.",
  },
  "access.role_not_assumable": {
    short: "AWS refused our role (4 causes)",
    found:
      "AWS said no (AccessDenied). It doesn't say which of these it is: 1. there is no such role " +
      "(the stack was deleted or is elsewhere); 2. its ExternalId is not ours (a stack made from " +
      "somebody else's or an old link); 3. its trust policy names another account or role; " +
      "4. the account or its organisation forbids it",
    doNext: "Update the role in your account from your lab page, then submit again.",
    read: "docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html",
  },
  "access.region_disabled": {
    short: "STS is off in this region",
    found: "AWS STS is not active for your account in this region (RegionDisabledException)",
    doNext: "Activate the region's STS endpoint in the account settings of IAM, then submit again.",
    read: "docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html",
  },
  "access.wrong_account": {
    short: "the role is of another account",
    found: "the role that AWS opened belongs to another account than the registered one",
    doNext: "Register the account that you work in, then submit again.",
  },
  "access.not_registered": {
    short: "no sandbox account registered",
    found: "no sandbox account is registered for you, or its registration has ended",
    doNext: "Register your sandbox account, then submit again.",
  },
  "access.signed_incomplete": {
    short: "a signed call is missing",
    found: "the signed calls lack the answer to {operation}: the lab's checks have changed since",
    doNext: "Submit again with --signed.",
  },
  "access.session_too_long": {
    short: "the role allows no 15 minutes",
    found: "AWS refused the length of our session (ValidationError)",
    doNext: "Update the role in your account from your lab page, then submit again.",
  },
  "access.denied": {
    short: "role lacks one permission",
    expected: "the role may call {action}",
    found: 'AWS said no to {action}: "{cause}"',
    doNext: "Update the role in your account: your stack is from an older lab. Then submit again.",
    read: "docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html",
  },
  "access.role_shut": {
    short: "AWS refused us a role of yours",
    expected: "the grading role may assume {role}",
    found: "AWS said no to sts:AssumeRole for {role}",
    doNext:
      "Let your own account assume the role in its trust policy; if it does, update the grading role " +
      "from your lab page. Then submit again.",
    read: "docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html",
  },
  "access.key_denied": {
    short: "the key's policy keeps us out",
    expected: "the role may call {action} for the table's key",
    found: 'AWS said no to {action}: "{cause}"',
    doNext:
      "Let the key's policy hand access to IAM, or name the grading role in it. Then submit again.",
    read: "docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  },
  "target.waited_too_long": {
    short: "AWS is not finished for too long",
    found: "AWS has not finished within the time we wait",
    doNext:
      "Look in the console at what is still being made. If it hangs, delete it, make it again, and submit again.",
  },
  "platform.throttled": {
    short: "AWS throttled every try",
    found: "AWS throttled {operation} on every try",
    doNext: "Nothing. We try again by ourselves; your time is kept if it fails for good.",
  },
  "platform.service_error": {
    short: "AWS answered {status} every time",
    found: "AWS answered {status} to {operation} on every try",
    doNext: "Nothing. We try again by ourselves; your time is kept if it fails for good.",
  },
  "platform.timeout": {
    short: "no answer in time",
    found: "{operation} gave no answer in time",
    doNext: "Nothing. We try again by ourselves; your time is kept if it fails for good.",
  },
  "platform.session_expired": {
    short: "our session ended too early",
    found: "our session in your account ended before we were done",
    doNext: "Nothing. We try again by ourselves; your time is kept if it fails for good.",
  },
  "platform.sts_throttled": {
    short: "AWS throttled our role",
    found: "AWS throttled every try to open your account",
    doNext: "Nothing. We try again by ourselves; your time is kept if it fails for good.",
  },
  "platform.sts_error": {
    short: "AWS could not open the role",
    found: "AWS answered every try to open your account with a fault that is not yours",
    doNext: "Nothing. We try again by ourselves; your time is kept if it fails for good.",
  },
  "platform.sts_timeout": {
    short: "no answer in time",
    found: "AWS gave no answer in time when we tried to open your account",
    doNext: "Nothing. We try again by ourselves; your time is kept if it fails for good.",
  },
  "platform.own_credentials": {
    short: "our own access was refused",
    found: "AWS refused the grader's own credentials, before it looked at your role",
    doNext: "Nothing. We try again by ourselves; your time is kept if it fails for good.",
  },
  "platform.too_many_claims": {
    short: "our side did not finish",
    found: "our side started {claims} times and did not finish",
    doNext: "Submit again; your time is kept for 24 hours. We have been told.",
  },
  "platform.dead_letter": {
    short: "our side did not finish",
    found: "our side could not finish this submission",
    doNext: "Submit again; your time is kept for 24 hours. We have been told.",
  },
  "rubric.unexpected_answer": {
    short: "the lab needs a correction",
    found: "AWS answered {operation} with {error}, which this lab does not foresee",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
  "rubric.unreadable_answer": {
    short: "the lab needs a correction",
    found: "AWS's answer for {fact} has a shape that this grader does not know",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
  "rubric.truncated": {
    short: "too much to decide",
    found: "the answer for {fact} is longer than what is kept, and what is missing could decide",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
  "rubric.session_policy": {
    short: "the lab needs a correction",
    found: "AWS refused the permissions that this lab cuts for its session",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
  "rubric.invalid": {
    short: "the lab needs a correction",
    found: "this criterion can't be asked as it is written: {problem}",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
  "evidence.missing": {
    short: "not in the stored evidence",
    found: "the stored evidence has no answer for {fact}",
    doNext: "Nothing. Your instructor decides whether to look at the account again.",
  },
});
