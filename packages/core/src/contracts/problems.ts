import type { ReasonParams } from "../grading/outcome.ts";
import { filledText, ownText } from "../reasons/reason.ts";
import type { RefusalCode } from "../submissions/acceptance.ts";
import { assignmentProblems } from "./assignment-problems.ts";
import type { ProblemKind } from "./problem-kind.ts";
import { reviewProblems } from "./review-problems.ts";
import { sandboxAccountProblems } from "./sandbox-account-problems.ts";
import { signedProblems } from "./signed-problems.ts";

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
  ...reviewProblems,
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
  "job.closed": {
    status: 409,
    title: "The job has ended",
    detail: "{jobId} is {state} already; nothing is left to cancel.",
  },
  "job.not_found": {
    status: 404,
    title: "No such job",
    detail: "There is no such job among yours.",
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
  "regrade.signed_by_learner": {
    status: 409,
    title: "The learner signed every call",
    detail:
      "There is no role to look with. Regrade from the stored evidence, or ask the learner to hand in again.",
  },
  "regrade.account_ended": {
    status: 409,
    title: "The sandbox account can't be looked into any more",
    detail: "Its registration has ended. Regrade this submission from its stored evidence.",
  },
  "regrade.evidence_lost": {
    status: 409,
    title: "The evidence is not stored any more",
    detail: "Nothing was kept of this submission's look. Its grade stays as it is.",
  },
  "regrade.evidence_missing": {
    status: 409,
    title: "The evidence does not tell",
    detail:
      "What {criteria} asks was not looked at then ({reason}). Re-collect it, or leave the grade.",
  },
  "regrade.later_stage_graded": {
    status: 409,
    title: "A later stage is graded already",
    detail:
      "The account is not what it was: {stage} has an attempt. Regrade from the stored evidence.",
  },
  "regrade.learner_gone": {
    status: 409,
    title: "The learner's data were deleted",
    detail: "What was handed in can't be bound to a person any more. The grade stays as it is.",
  },
  "regrade.no_grade": {
    status: 409,
    title: "There is no grade to replace",
    detail: "The submission ended without being judged. Redrive it instead.",
  },
  "regrade.not_closed": {
    status: 409,
    title: "The submission is on its way",
    detail: "Wait until it is graded, then plan again.",
  },
  "regrade.not_found": {
    status: 404,
    title: "No such regrade",
    detail: "The assignment has no such regrade.",
  },
  "regrade.not_planned": {
    status: 409,
    title: "The plan is not ready",
    detail: "{jobId} is not a plan that is done. Wait for it, or plan again.",
  },
  "regrade.other_lab": {
    status: 422,
    title: "No such version of this lab",
    detail: "{lab} is not a published version of {labId}.",
  },
  "regrade.stage_unknown": {
    status: 409,
    title: "That version of the lab has no such stage",
    detail: "Version {version} has no stage {stage}. The grade stays as it is.",
  },
  "regrade.unknown": {
    status: 409,
    title: "Something that was judged can't be judged now",
    detail: "{criteria}: {reason}. The grade stays as it is.",
  },
  "submission.handed_in_again": {
    status: 409,
    title: "The stage was handed in again",
    detail:
      "After {submissionId} the learner has handed in this stage again, with the same time. What came later counts.",
  },
  "submission.not_failed": {
    status: 409,
    title: "The submission did not fail",
    detail:
      "{submissionId} did not end as failed. Only what our side could not finish is graded again; regrade what was graded.",
  },
  "submission.not_found": {
    status: 404,
    title: "No such submission",
    detail: "There is no such submission among yours.",
  },
  "cohort.not_found": {
    status: 404,
    title: "No such cohort",
    detail: "There is no such cohort among yours.",
  },
  "cohort.role_too_small": {
    status: 403,
    title: "Your role in this cohort is not enough",
    detail: "Assistants read and mark. Ask an instructor of the cohort to do this.",
  },
  "cohort.changed": {
    status: 409,
    title: "Somebody else has changed the cohort",
    detail: "It is at version {version} now. Read it again, then decide.",
  },
  "cohort.instructor_missing": {
    status: 422,
    title: "A cohort needs an instructor",
    detail: "Nobody of this staff is an instructor. Make somebody else one first.",
  },
  "cohort.staff_twice": {
    status: 422,
    title: "Somebody stands on the staff twice",
    detail: "{login} is named more than once. Each has one role.",
  },
  "dates.out_of_order": {
    status: 422,
    title: "The dates are out of order",
    detail: "{later} must be after {earlier}.",
  },
  "roster.invalid": {
    status: 422,
    title: "The roster can't be taken",
    detail:
      "{count} problems, and nothing was changed. The first, in line {line}: {problem} A dry run lists them all.",
  },
  "roster.too_large": {
    status: 413,
    title: "The roster is too large",
    detail: "A file of at most {limitBytes} bytes is read.",
  },
  "one_time.elsewhere": {
    status: 403,
    title: "The one-time token is for something else",
    detail: "It is for the stage {stage} of {assignmentId}. Make one for this on its lab's page.",
  },
  "one_time.used": {
    status: 409,
    title: "The one-time token was used",
    detail: "{submissionId} was handed in with it. Make a new one on the lab's page.",
  },
  "one_time.unknown": {
    status: 401,
    title: "The one-time token is not good any more",
    detail: "It is good for 15 minutes. Make a new one on the lab's page.",
  },
  "archive.no_part": {
    status: 404,
    title: "The archive has no such part",
    detail: "There is no part {part}. Begin with the part cohort; each answer names further parts.",
  },
  "archive.invalid": {
    status: 422,
    title: "This is no line of an archive",
    detail: "A line of the kind {kind} can't be read, and nothing of the request was written.",
  },
  "archive.foreign": {
    status: 422,
    title: "This line is of another cohort",
    detail:
      "A line of the kind {kind} names another cohort than {cohortId}, or an assignment or a submission of another one. Nothing of the request was written. Ask whoever gave you the archive.",
  },
  "archive.conflict": {
    status: 409,
    title: "Something else is there already",
    detail:
      "A {kind} with the same key and another content is there, and stays. Restore into a deployment without this cohort.",
  },
  "learner.other_login": {
    status: 409,
    title: "The learner has another login",
    detail: "The login is not that of this learner. Nothing was erased.",
  },
  "join.unknown": {
    status: 404,
    title: "The link does not lead anywhere",
    detail:
      "It is not one of ours, or another has taken its place. Ask your instructor for the new one.",
  },
  "join.ended": {
    status: 409,
    title: "The link has ended",
    detail: "It ended at {expiresAt}. Ask your instructor for a new one.",
  },
  "join.full": {
    status: 409,
    title: "The link is used up",
    detail: "It was for {largestUses} learners. Ask your instructor for a new one.",
  },
  "join.dropped": {
    status: 403,
    title: "You were taken out of this cohort",
    detail: "The link does not bring you back. Ask your instructor.",
  },
  "learner.not_found": {
    status: 404,
    title: "No such learner",
    detail: "There is no such learner in a cohort of yours.",
  },
  "export.unknown_format": {
    status: 404,
    title: "There is no such export",
    detail: "There are {formats}.",
  },
  "export.too_large": {
    status: 422,
    title: "The file would be too large",
    detail: "It can't be sent at once. Name some of the assignments, then the others.",
  },
  "export.refused": {
    status: 409,
    title: "The file would be misread",
    detail: "{problems}",
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
