import * as z from "zod";
import { StageId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";
import { Assignment } from "./assignment.ts";

/**
 * An assignment as a column of its cohort's gradebook. A copy in the cohort's partition, so that
 * one query reads them all; it follows the assignment, `version` says how far.
 */
export const CohortAssignment = Assignment.pick({
  cohortId: true,
  assignmentId: true,
  version: true,
  labId: true,
  labVersion: true,
  title: true,
  maxPoints: true,
  passAt: true,
  opensAt: true,
  dueAt: true,
  closesAt: true,
  timeZone: true,
  release: true,
  canvasId: true,
  moodleMaximum: true,
}).extend({ stages: z.array(StageId) });
export type CohortAssignment = z.infer<typeof CohortAssignment>;

export const CohortAssignmentRecord = defineRecord({
  kind: "cohort-assignment",
  schema: CohortAssignment,
  key: (key: { cohortId: string; assignmentId: string }) => ({
    pk: key.cohortId,
    sk: `assignment#${key.assignmentId}`,
  }),
});

/** The column of an assignment. */
export function cohortAssignmentOf(assignment: Assignment): CohortAssignment {
  const { cohortId, assignmentId, version, labId, labVersion, title, maxPoints } = assignment;
  const { passAt, opensAt, dueAt, closesAt, timeZone, release, canvasId, moodleMaximum } =
    assignment;
  return {
    ...{ cohortId, assignmentId, version, labId, labVersion, title, maxPoints },
    ...{ passAt, opensAt, dueAt, closesAt, timeZone, release },
    ...(canvasId === undefined ? {} : { canvasId }),
    ...(moodleMaximum === undefined ? {} : { moodleMaximum }),
    stages: assignment.stages.map(({ stage }) => stage),
  };
}
