import * as z from "zod";
import { AssignmentId, CohortId, Instant, StageId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

/** A version of a lab given to a cohort, with its rules. Lies in a partition of its own. */
export const Assignment = z.strictObject({
  assignmentId: AssignmentId,
  cohortId: CohortId,
  labId: z.string(),
  labVersion: z.string(),
  labDigest: z.string(),
  /** Counts the changes of this assignment. */
  version: z.int().min(1),
  /** Stages in the lab's order; `after` must have one counted attempt first. */
  stages: z
    .array(
      z.strictObject({
        stage: StageId,
        after: StageId.optional(),
        /** Earlier stages whose counted attempt this one is compared with. */
        comparesWith: z.array(StageId).optional(),
      }),
    )
    .min(1),
  opensAt: Instant,
  /** No submissions from this time on. */
  closesAt: Instant,
  /** Counted attempts per stage; absent: unlimited. */
  attemptLimit: z.int().min(1).optional(),
  keep: z.enum(["best", "last"]),
  /** What a blocked or waiting submission shows of the criteria that could be judged. */
  blockedFeedback: z.enum(["full", "unknownOnly"]),
  /** Values of the lab's variables that this assignment sets. */
  variables: z.record(z.string(), z.string()),
});
export type Assignment = z.infer<typeof Assignment>;

export const AssignmentRecord = defineRecord({
  kind: "assignment",
  schema: Assignment,
  key: (key: { assignmentId: string }) => ({ pk: key.assignmentId, sk: "assignment" }),
});

/** The assignments of a cohort, in the cohort's partition. */
export const CohortAssignment = z.strictObject({
  cohortId: CohortId,
  assignmentId: AssignmentId,
  labId: z.string(),
});
export type CohortAssignment = z.infer<typeof CohortAssignment>;

export const CohortAssignmentRecord = defineRecord({
  kind: "cohort-assignment",
  schema: CohortAssignment,
  key: (key: { cohortId: string; assignmentId: string }) => ({
    pk: key.cohortId,
    sk: `assignment#${key.assignmentId}`,
  }),
});
