import type { ProblemKind } from "./problem-kind.ts";

/** What can be wrong with assignments, with what is decided for learners, with tokens and hints. */
export const assignmentProblems = {
  "assignment.changed": {
    status: 409,
    title: "Somebody else has changed the assignment",
    detail:
      "You decided by version {seen}; it is at version {version} now: opens {opensAt}, due {dueAt}, closes {closesAt}. Read it again, then decide.",
  },
  "assignment.lab_unknown": {
    status: 422,
    title: "No such version of a lab",
    detail: "{lab} {version} is not published here. Publish it, or name a version that is.",
  },
  "assignment.after_cohort": {
    status: 422,
    title: "The assignment outlives its cohort",
    detail:
      "The cohort ends at {endsAt}; then the accounts of its learners are not opened any more. Let the assignment close before, or move the cohort's end.",
  },
  "assignment.variable_unknown": {
    status: 422,
    title: "The lab has no such variable",
    detail: "The lab has no variable {variable}. It has: {known}.",
  },
  "assignment.variables_invalid": {
    status: 422,
    title: "The lab can't be judged with these variables",
    detail: "{criterion}: {problem}",
  },
  "assignment.key_reused": {
    status: 422,
    title: "The Idempotency-Key belongs to another assignment",
    detail: "The key was used for {assignmentId} with another body. Take a new key.",
  },
  "terms.changed": {
    status: 409,
    title: "Somebody else has decided for this learner",
    detail:
      "You decided by version {seen}; {by} has made version {version} at {at}: {reason}. Read it again, then decide.",
  },
  "terms.extension_too_early": {
    status: 422,
    title: "An extension only ever gives time",
    detail: "The assignment is due at {dueAt} for everybody. Name a later time.",
  },
  "late_tokens.not_here": {
    status: 409,
    title: "Late tokens can't be spent on this assignment",
    detail: "It takes at most {most} late tokens.",
  },
  "late_tokens.used_up": {
    status: 409,
    title: "There are not enough late tokens left",
    detail: "{left} of {budget} are left besides the {spentHere} that are spent here.",
  },
  "late_tokens.spent": {
    status: 409,
    title: "Late tokens that are spent stay spent",
    detail: "{spentHere} are spent here already. Ask your instructor to give some back.",
  },
  "hints.off": {
    status: 409,
    title: "There are no hints in this assignment",
    detail: "Your instructor has not switched hints on.",
  },
  "hints.none": {
    status: 409,
    title: "There is no such hint",
    detail: "{criterion} has {of} hints.",
  },
  "hints.not_needed": {
    status: 409,
    title: "A hint is for what is not met yet",
    detail: "{criterion} was not found wanting in this submission.",
  },
  "hints.out_of_order": {
    status: 422,
    title: "Hints come one after the other",
    detail: "{taken} were shown; the next is hint {next}.",
  },
  "hints.after_attempt": {
    status: 409,
    title: "The next hint comes with the next attempt",
    detail: "One hint for each attempt: {taken} hints in {attempts} attempts of this stage.",
  },
  "submission.not_cancelable": {
    status: 409,
    title: "The submission can't be taken back any more",
    detail: "It is {state}. Only what is queued or waiting for AWS can be taken back.",
  },
  "evidence.none": {
    status: 404,
    title: "Nothing was looked at",
    detail: "There is no evidence of this submission.",
  },
  "evidence.not_shown": {
    status: 409,
    title: "The evidence is not shown yet",
    detail:
      "While a submission is blocked or waiting, this assignment shows only what could not be looked at.",
  },
  "comparison.other_learner": {
    status: 422,
    title: "The two can't be compared",
    detail: "Name another submission of the same learner and assignment.",
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
