import type { ProblemKind } from "./problem-kind.ts";

/** What can be wrong with cohorts, rosters, ways in and archives. */
export const peopleProblems = {
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
} as const satisfies Readonly<Record<string, ProblemKind>>;
