import * as z from "zod";
import { Points } from "../grading/points.ts";
import { AssignmentId, CohortId, GradeId, Instant, LearnerId, StageId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";
import { SubmissionState } from "../submissions/submission.ts";
import { TermsContent } from "./learner-terms.ts";

/** One stage of a cell: the attempt that counts, and how the newest submission stands. */
export const CellStage = z.strictObject({
  /** Counted attempts. */
  attempts: z.int().min(0),
  /** Newest submission, whatever its state; its id follows from assignment, learner and stage. */
  latest: z.strictObject({
    number: z.int().min(1),
    state: SubmissionState,
    submittedAt: Instant,
    /** While it waits for AWS: when it is asked again. */
    notBefore: Instant.optional(),
  }),
  /** The attempt that `keep` chooses, after lateness; absent while none counts. */
  kept: z
    .strictObject({
      number: z.int().min(1),
      gradeId: GradeId,
      submittedAt: Instant,
      /** Before lateness. */
      points: Points,
      judgedPoints: Points,
      maxPoints: Points,
      /** After lateness: what counts. */
      score: Points,
      /** After the due date that holds for this learner; absent where it was in time. */
      lateSeconds: z.number().positive().optional(),
      /** A person still has to look: the points may change. */
      needsReview: z.literal(true).optional(),
    })
    .optional(),
  /** Some criterion of the stage counts in neither direction for now. */
  isHeld: z.literal(true).optional(),
});
export type CellStage = z.infer<typeof CellStage>;

/**
 * One learner's result in one assignment: the fold of the effective grades, the rules of the
 * assignment and the learner's own terms.
 */
export const Cell = z.strictObject({
  cohortId: CohortId,
  assignmentId: AssignmentId,
  learnerId: LearnerId,
  /** Counts the writes of this cell. */
  version: z.int().min(1),
  /** Those with a submission. */
  stages: z.record(StageId, CellStage),
  /**
   * What counts: the override, else the sum of the stages' scores. Absent while nothing counts: an
   * empty cell is not a zero.
   */
  points: Points.optional(),
  /** The learner's terms as far as they change what is shown. */
  terms: TermsContent.optional(),
  /** Versions whose rules were applied; terms 0: none were ever decided. */
  assignmentVersion: z.int().min(1),
  termsVersion: z.int().min(0),
  foldedAt: Instant,
});
export type Cell = z.infer<typeof Cell>;

/** One partition per cohort, by learner: the cells of a page of learners are one range. */
export const CellRecord = defineRecord({
  kind: "cell",
  schema: Cell,
  key: (key: { cohortId: string; assignmentId: string; learnerId: string }) => ({
    pk: gradebookPartition(key.cohortId),
    sk: `${key.learnerId}#${key.assignmentId}`,
  }),
  compressed: ["stages"],
});

export function gradebookPartition(cohortId: string): string {
  return `gradebook#${cohortId}`;
}

/** The sort keys of the cells of all learners from the first to the last, both included. */
export function cellsOf(first: string, last: string): { from: string; to: string } {
  // "~" comes after every character of an id.
  return { from: `${first}#`, to: `${last}#~` };
}
