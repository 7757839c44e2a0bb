import * as z from "zod";
import { GradeCause } from "../grading/grade.ts";
import {
  AssignmentId,
  CohortId,
  GradeId,
  Instant,
  LearnerId,
  StageId,
  SubmissionId,
} from "../ids.ts";
import { closedStates } from "../submissions/submission.ts";

/** The `source` of every event. */
export const eventSource = "lab-grader";

/** Of the schemas below. A field may be added within a version; nothing is taken away or renamed. */
export const eventVersion = "1";

const submission = {
  version: z.literal(eventVersion),
  submissionId: SubmissionId,
  assignmentId: AssignmentId,
  cohortId: CohortId,
  learnerId: LearnerId,
  stage: StageId,
  /** Counts the submissions of this learner, assignment and stage, from 1. */
  number: z.int().min(1),
};

/** Points as a person reads them: rounded to 2 decimals. */
const Decimal = z.number().min(0);

const grade = {
  gradeId: GradeId,
  /** Whether it uses an attempt; only what does may come into the gradebook. */
  counts: z.boolean(),
  points: Decimal,
  /** Maximum of what was judged. */
  judgedPoints: Decimal,
  maxPoints: Decimal,
  /** When the grade was made. */
  at: Instant,
};

/** The grader has judged a submission. */
export const SubmissionGraded = z.strictObject({
  ...submission,
  ...grade,
  /** The grade's id: repeats of an event have the same. */
  eventId: GradeId,
  /** `needs_review`: a person has to look before the points are final. */
  state: z.enum(["graded", "needs_review"]),
  cause: GradeCause.extract(["graded"]),
});
export type SubmissionGraded = z.infer<typeof SubmissionGraded>;

/** Another grade counts than before: a person or a regrade has decided. */
export const GradeChanged = z.strictObject({
  ...submission,
  ...grade,
  eventId: GradeId,
  state: z.enum(closedStates),
  cause: GradeCause.exclude(["graded"]),
  /** The instructor asks that the learner be told. */
  notify: z.literal(true).optional(),
  /** The grade that counted before; absent where the submission had ended without one. */
  previousGradeId: GradeId.optional(),
});
export type GradeChanged = z.infer<typeof GradeChanged>;

/** A submission has ended without a result; no attempt is used, nothing is counted as zero. */
export const SubmissionFailed = z.strictObject({
  ...submission,
  /** The grade's id, or the submission's where it ended without one. */
  eventId: z.union([GradeId, SubmissionId]),
  /** `failed`: our side could not finish it. `blocked`: the learner's account did not let it. */
  state: z.enum(["failed", "blocked"]),
  /** What could be judged of a blocked submission is kept as a grade that does not count. */
  gradeId: GradeId.optional(),
  /** Dotted code of what went wrong on our side. */
  reason: z.string().optional(),
  /** When it was closed. */
  at: Instant,
});
export type SubmissionFailed = z.infer<typeof SubmissionFailed>;

/**
 * What is put on the event bus: ids and numbers, no answers, no names, no secrets. Published at
 * least once, in no promised order.
 */
export const ResultEvent = z.discriminatedUnion("detailType", [
  z.strictObject({ detailType: z.literal("submission.graded"), detail: SubmissionGraded }),
  z.strictObject({ detailType: z.literal("grade.changed"), detail: GradeChanged }),
  z.strictObject({ detailType: z.literal("submission.failed"), detail: SubmissionFailed }),
]);
export type ResultEvent = z.infer<typeof ResultEvent>;
