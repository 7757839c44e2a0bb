import type { ProblemKind } from "./problem-kind.ts";

/** What can be wrong with calls that a learner signs. */
export const signedProblems = {
  "signed.not_possible": {
    status: 409,
    title: "This stage can't be handed in with signed calls",
    detail:
      "It needs what only a role in your account can give: {facts}. Make the role, verify the account and submit without --signed, or ask your instructor.",
  },
  "signed.session_not_found": {
    status: 404,
    title: "No such signed session",
    detail: "There is no such session among yours. Open a new one.",
  },
  "signed.session_ended": {
    status: 409,
    title: "The signed session has ended",
    detail: "It ended at {expiresAt}. Open a new one.",
  },
  "signed.too_many_calls": {
    status: 409,
    title: "The stage needs too many calls",
    detail: "More than {limit} calls would have to be signed. Tell your instructor.",
  },
  "signed.nonce_used": {
    status: 409,
    title: "The nonce is not good any more",
    detail: "Each nonce is good for one signature. Ask for the session's calls again.",
  },
  "signed.signature_malformed": {
    status: 422,
    title: "The signature is not as expected",
    detail:
      "Expected a Signature Version 4 over exactly the headers of the call, with the day of its time.",
  },
  "signed.signature_elsewhere": {
    status: 422,
    title: "The signature is for another service or region",
    detail: "Sign for the service and region that the call names.",
  },
  "signed.signature_expired": {
    status: 422,
    title: "The signature is too old, or of the future",
    detail: "At most five minutes may lie between signing and sending. Is your clock right?",
  },
  "signed.signature_refused": {
    status: 422,
    title: "AWS refused the signature",
    detail:
      "AWS says that it does not fit the call, or that the credentials are not valid any more. Sign the call as it is, with credentials that work.",
  },
  "signed.other_identity": {
    status: 409,
    title: "The call is signed with other credentials",
    detail: "All calls of a session are signed with the access key that proved the account.",
  },
  "signed.other_account": {
    status: 409,
    title: "The credentials are of another account",
    detail:
      "They are not of {accountId}, the account that you registered. Use credentials of that account, or register the other one.",
  },
  "signed.answer_too_large": {
    status: 422,
    title: "AWS's answer is too large",
    detail: "At most {limitBytes} bytes of an answer are taken. Tell your instructor.",
  },
  "signed.aws_unavailable": {
    status: 503,
    title: "AWS gave no answer that counts",
    detail: "It was throttled, timed out or faulty ({reason}). Ask for the session's calls again.",
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
