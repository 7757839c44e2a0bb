import * as z from "zod";
import { Points } from "../grading/points.ts";
import { AssignmentId, GradeId, Instant, LearnerId, StageId, SubmissionId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";
import { SubmissionState } from "../submissions/submission.ts";

/** One stage of a cell: the attempt that counts, and how the newest submission stands. */
export const CellStage = z.strictObject({
  attempts: z.int().min(0),
  /** Newest submission, whatever its state. */
  latest: z.strictObject({ submissionId: SubmissionId, state: SubmissionState }),
  /** The attempt that `keep` chooses; absent while none counts. */
  kept: z
    .strictObject({
      submissionId: SubmissionId,
      gradeId: GradeId,
      points: Points,
      judgedPoints: Points,
      maxPoints: Points,
    })
    .optional(),
});
export type CellStage = z.infer<typeof CellStage>;

/** One learner's result in one assignment: the fold of the effective grades. */
export const Cell = z.strictObject({
  assignmentId: AssignmentId,
  learnerId: LearnerId,
  login: z.string(),
  /** Counts the writes of this cell. */
  version: z.int().min(1),
  stages: z.record(StageId, CellStage),
  /** Sum of the kept points; absent while nothing counts: an empty cell is not a zero. */
  points: Points.optional(),
  /** Version of the assignment whose rules were applied. */
  assignmentVersion: z.int().min(1),
  /**
   * What it was folded from: `stage.0001` of each submission to the effective grade that was seen.
   * Not the whole submission id: a cell of thirty submissions stays within one write unit.
   */
  foldedFrom: z.record(z.string(), GradeId),
  foldedAt: Instant,
});
export type Cell = z.infer<typeof Cell>;

/** One partition per assignment, so a page of the gradebook is one query. */
export const CellRecord = defineRecord({
  kind: "cell",
  schema: Cell,
  key: (key: { assignmentId: string; learnerId: string }) => ({
    pk: `gradebook#${key.assignmentId}`,
    sk: key.learnerId,
  }),
});
