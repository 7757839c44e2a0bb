import * as z from "zod";
import { AssignmentId, GradeId, Instant, JobId, LearnerId, StageId, SubmissionId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";
import { closedStates } from "../submissions/submission.ts";
import { Outcome } from "./outcome.ts";
import { Points } from "./points.ts";

/** Why a grade exists. A Grade item is the audit event. */
export const GradeCause = z.enum([
  "graded",
  "regraded",
  "overridden",
  "marked",
  "held",
  "released",
]);
export type GradeCause = z.infer<typeof GradeCause>;

/** The conclusion of one look at a submission. Immutable; corrected by a further grade. */
export const Grade = z.strictObject({
  gradeId: GradeId,
  submissionId: SubmissionId,
  assignmentId: AssignmentId,
  learnerId: LearnerId,
  stage: StageId,
  cause: GradeCause,
  /** `grader`, or the login of the person. */
  by: z.string(),
  at: Instant,
  /** Required of a person. */
  reason: z.string().optional(),
  /** The plan or the job that it carries out; absent where a person or the grader acted alone. */
  jobId: JobId.optional(),
  /** Whoever tells learners of results is asked to tell of this one. */
  notify: z.literal(true).optional(),
  /** The grade that was effective before; absent on the first of the chain. */
  previousGrade: GradeId.optional(),
  /** SHA-256 of the previous grade's canonical text: one chain per submission. */
  previousHash: z.string().optional(),
  /** The claim under which the evidence was collected; absent when there is none. */
  evidenceClaim: z.int().min(1).optional(),
  /** Hash of that evidence: it can't be exchanged under a grade. */
  evidenceHash: z.string().optional(),
  labDigest: z.string(),
  /** Version of the code that judged. */
  graderVersion: z.string(),
  /** The state that this grade gives the submission. */
  state: z.enum([...closedStates, "waiting"]),
  /** Whether it uses an attempt. */
  counts: z.boolean(),
  attemptHash: z.string(),
  points: Points,
  /** Maximum of what was judged. */
  judgedPoints: Points,
  maxPoints: Points,
  outcomes: z.array(Outcome),
});
export type Grade = z.infer<typeof Grade>;

/** Beside its submission's evidence: partition `submissionId`, sort key `grade#gradeId`. */
export const GradeRecord = defineRecord({
  kind: "grade",
  schema: Grade,
  key: (key: { submissionId: string; gradeId: string }) => ({
    pk: key.submissionId,
    sk: `grade#${key.gradeId}`,
  }),
  compressed: ["outcomes"],
});
