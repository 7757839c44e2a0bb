import type { ProblemKind } from "./problem-kind.ts";

/** What can be wrong with jobs, regrades, redrives and exports. */
export const workProblems = {
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
} as const satisfies Readonly<Record<string, ProblemKind>>;
