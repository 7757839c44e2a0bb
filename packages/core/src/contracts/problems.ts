import type { ReasonParams } from "../grading/outcome.ts";
import { filledText, ownText } from "../reasons/reason.ts";
import type { RefusalCode } from "../submissions/acceptance.ts";
import { assignmentProblems } from "./assignment-problems.ts";
import { peopleProblems } from "./people-problems.ts";
import type { ProblemKind } from "./problem-kind.ts";
import { reviewProblems } from "./review-problems.ts";
import { sandboxAccountProblems } from "./sandbox-account-problems.ts";
import { signedProblems } from "./signed-problems.ts";
import { workProblems } from "./work-problems.ts";

/** The refusals of a submission are the codes of problems by the same name. */
const refusals = {
  "assignment.not_found": {
    status: 404,
    title: "No such assignment",
    detail: "There is no such assignment among yours.",
  },
  "assignment.not_open": {
    status: 409,
    title: "The assignment is not open yet",
    detail: "It opens at {opensAt}.",
  },
  "assignment.closed": {
    status: 409,
    title: "The assignment is closed",
    detail: "It closed at {closesAt}.",
  },
  "attempts.cool_down": {
    status: 409,
    title: "The next attempt has to wait",
    detail: "The next attempt of this stage is taken from {until} on.",
  },
  "attempts.exhausted": {
    status: 409,
    title: "All attempts are used",
    detail: "All {limit} attempts of this stage are used.",
  },
  "submissions.too_many": {
    status: 409,
    title: "Too many submissions without an attempt",
    detail:
      "{most} submissions of this stage were taken back or came to nothing, and no more are taken. Ask your instructor.",
  },
  "idempotency.key_reused": {
    status: 422,
    title: "The Idempotency-Key belongs to another request",
    detail: "The key was used for {submissionId} with another body. Take a new key.",
  },
  "sandbox.expired": {
    status: 409,
    title: "The sandbox account's registration has ended",
    detail: "It ended at {expiresAt}. Register the account again.",
  },
  "sandbox.not_registered": {
    status: 409,
    title: "No sandbox account is registered",
    detail: "Register your sandbox account first, then submit again.",
  },
  "sandbox.role_not_verified": {
    status: 409,
    title: "The account's role was not verified",
    detail:
      "Your account was proven by a signed call only. Submit with --signed, or make the role and verify it.",
  },
  "signed.session_unusable": {
    status: 409,
    title: "The signed session can't be handed in",
    detail: "{signedSessionId}: {problem}. Open a new one.",
  },
  "stage.not_open": {
    status: 409,
    title: "The stage is not open yet",
    detail: "The stage {stage} needs one attempt of {after} first.",
  },
  "stage.unknown": {
    status: 422,
    title: "The assignment has no such stage",
    detail: "The assignment has no stage {stage}.",
  },
  "submission.open": {
    status: 409,
    title: "Another submission is on its way",
    detail: "{submissionId} is on its way. Wait for it, then submit again.",
  },
} as const satisfies Readonly<Record<RefusalCode, ProblemKind>>;

/** Every `code` that the API answers with. Stable: clients decide by it, never by a text. */
export const problemKinds = {
  ...refusals,
  ...sandboxAccountProblems,
  ...assignmentProblems,
  ...peopleProblems,
  ...reviewProblems,
  ...workProblems,
  ...signedProblems,
  "answers.invalid": {
    status: 422,
    title: "An answer can't be taken",
    detail: "{criterion}: {problem}",
  },
  "auth.required": {
    status: 401,
    title: "Sign in first",
    detail:
      "The request carries no login. If you are signed in, the school's login does not say who you are on the roster: tell your instructor.",
  },
  "auth.forbidden": {
    status: 403,
    title: "Not allowed for this login",
    detail: "This needs one of the groups: {groups}.",
  },
  "route.not_found": {
    status: 404,
    title: "No such address",
    detail: "Nothing is at this address.",
  },
  "route.method_not_allowed": {
    status: 405,
    title: "The address does not take this method",
    detail: "It takes {allow}.",
  },
  "request.too_large": {
    status: 413,
    title: "The request body is too large",
    detail: "At most {limitBytes} bytes are read.",
  },
  "request.content_type": {
    status: 415,
    title: "The request body must be JSON",
    detail: "Send it with content-type: application/json.",
  },
  "request.malformed_json": {
    status: 400,
    title: "The request body is no JSON",
    detail: "The body can't be read as JSON.",
  },
  "request.invalid": {
    status: 400,
    title: "The request is not as expected",
    detail: "{problem}",
  },
  "cursor.invalid": {
    status: 400,
    title: "The cursor is not one of ours",
    detail: "Take the cursor of the page before, or none for the first page.",
  },
  "lab.invalid": {
    status: 422,
    title: "The lab can't be published",
    detail: "{problem}",
  },
  "lab.version_taken": {
    status: 409,
    title: "The version is published with another content",
    detail:
      "{labId} {version} is published as {published}, this is {digest}. Give the change a version of its own.",
  },
  "lab.other_proof": {
    status: 422,
    title: "The proof is of another lab",
    detail: "{problem}. Test this lab, and send what `lab test --json` says of it.",
  },
  "lab.not_found": {
    status: 404,
    title: "No such version of a lab",
    detail: "{lab} {version} is not published here.",
  },
  "submission.not_found": {
    status: 404,
    title: "No such submission",
    detail: "There is no such submission among yours.",
  },
  "internal.fault": {
    status: 500,
    title: "Our side could not do this",
    detail: "Nothing is lost. Try again; if it stays, tell your instructor the request id.",
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
export type ProblemCode = keyof typeof problemKinds;

/** Status and texts of a problem, filled with its parameters. */
export function describeProblemCode(code: ProblemCode, params: ReasonParams): ProblemKind {
  const { status, title, detail } = problemKinds[code];
  return { status, title, detail: filledText(detail, params, ownText) };
}

/** The `type` of a problem: a name, not an address. */
export function problemType(code: ProblemCode): string {
  return `urn:lab-grader:problem:${code}`;
}
