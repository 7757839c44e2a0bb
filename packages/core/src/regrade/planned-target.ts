import * as z from "zod";
import { Grade } from "../grading/grade.ts";
import { ReasonParams } from "../grading/outcome.ts";
import { Points } from "../grading/points.ts";
import { GradeId, LearnerId, StageId, SubmissionId } from "../ids.ts";
import { closedStates, SubmissionState } from "../submissions/submission.ts";

/** Why a submission can't be regraded. Stable; the texts are those of the catalogue of problems. */
export const regradeRefusals = [
  "regrade.account_ended",
  "regrade.signed_by_learner",
  "regrade.evidence_lost",
  "regrade.evidence_missing",
  "regrade.later_stage_graded",
  "regrade.learner_gone",
  "regrade.no_grade",
  "regrade.not_closed",
  "regrade.stage_unknown",
  "regrade.unknown",
] as const;
export const RegradeRefusal = z.enum(regradeRefusals);
export type RegradeRefusal = z.infer<typeof RegradeRefusal>;

/** What judging a submission again came to; the rest of a grade is written when it is applied. */
export const AgainJudged = Grade.pick({
  labDigest: true,
  graderVersion: true,
  counts: true,
  attemptHash: true,
  points: true,
  judgedPoints: true,
  maxPoints: true,
  outcomes: true,
}).extend({ state: z.enum(closedStates) });
export type AgainJudged = z.infer<typeof AgainJudged>;

/** The verdict on one criterion, then and now; absent where the version of the lab has it not. */
export const PlannedVerdict = z.strictObject({
  outcome: z.enum(["met", "partly", "not_met", "unknown", "not_judged"]),
  reason: z.string(),
  points: Points.optional(),
  maxPoints: z.number(),
  /** It counts in neither direction. */
  isHeld: z.literal(true).optional(),
});

export const CriterionChange = z.strictObject({
  /** `stage.criterion` */
  criterion: z.string(),
  from: PlannedVerdict.optional(),
  to: PlannedVerdict.optional(),
});
export type CriterionChange = z.infer<typeof CriterionChange>;

/** The effective grade in short. */
export const GradeTotals = z.strictObject({
  state: SubmissionState,
  counts: z.boolean(),
  points: Points,
  judgedPoints: Points,
  maxPoints: Points,
  graderVersion: z.string(),
});
export type GradeTotals = z.infer<typeof GradeTotals>;

const target = {
  submissionId: SubmissionId,
  learnerId: LearnerId,
  stage: StageId,
  number: z.int().min(1),
};

/** One submission of a plan: nothing is changed by it. */
export const PlannedTarget = z.discriminatedUnion("status", [
  z.strictObject({
    ...target,
    status: z.literal("planned"),
    /** The effective grade that was looked at; only over this one is the plan applied. */
    seenGrade: GradeId,
    from: GradeTotals,
    /** As judged by evidence and answers, before the options. */
    judged: AgainJudged,
    /** The claim of the evidence that was judged. */
    evidenceClaim: z.int().min(1),
    /** Hash of that evidence. */
    evidenceHash: z.string().optional(),
    /** Full name of the stage's gate, where the lab that judged has one. */
    gate: z.string().optional(),
    /** With the plan's options: what applying it writes; absent where the grade stays. */
    to: GradeTotals.optional(),
    changes: z.array(CriterionChange),
    /** It would have been worse, and `neverLower` keeps it. */
    isKept: z.literal(true).optional(),
  }),
  z.strictObject({
    ...target,
    status: z.literal("refused"),
    from: GradeTotals.optional(),
    code: RegradeRefusal,
    params: ReasonParams,
  }),
]);
export type PlannedTarget = z.infer<typeof PlannedTarget>;

/** One submission of an applied plan. */
export const AppliedTarget = z.strictObject({
  submissionId: SubmissionId,
  learnerId: LearnerId,
  /**
   * `applied`: the planned grade is effective. `changed`: another grade became effective since the
   * plan; it was left alone. `unchanged`: there was nothing to write.
   */
  status: z.enum(["applied", "changed", "unchanged"]),
  gradeId: GradeId.optional(),
});
export type AppliedTarget = z.infer<typeof AppliedTarget>;
