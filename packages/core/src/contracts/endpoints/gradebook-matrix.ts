import * as z from "zod";
import { CohortAssignment } from "../../cohorts/cohort-assignment.ts";
import { CellReason } from "../../gradebook/cell-status.ts";
import { AssignmentId, CohortId, LearnerId, StageId } from "../../ids.ts";
import { defineEndpoint, staff } from "../endpoint.ts";
import { Cursor, PageSize } from "../http.ts";

/** Learners of one page; fewer where a cohort has so many assignments that a page would have more than `largestMatrixCells`. */
export const largestMatrixPage = 200;
/** Bounds the queries of a page: 1 MB each holds some thousand cells. */
export const largestMatrixCells = 6000;

/** One assignment, a column of the gradebook. */
export const MatrixColumn = CohortAssignment.pick({
  assignmentId: true,
  version: true,
  labId: true,
  labVersion: true,
  title: true,
  opensAt: true,
  dueAt: true,
  closesAt: true,
  timeZone: true,
  release: true,
  stages: true,
}).extend({ maxPoints: z.number() });
export type MatrixColumn = z.infer<typeof MatrixColumn>;

/** One learner in one assignment. */
export const MatrixCell = z.object({
  assignmentId: AssignmentId,
  /** Null while nothing counts, or while it is not shown: an empty cell is not a zero. */
  points: z.number().nullable(),
  /** Points that lateness took, already off `points`; absent where it took none. */
  lateDeduction: z.number().positive().optional(),
  /** At least one, the one that matters most first. */
  reasons: z.array(CellReason).min(1),
  /** At least the lab's `passAt` per cent of the points that were judged, in all stages. */
  isPassed: z.boolean(),
  /** Counted attempts by stage; stages without a submission are left out. */
  attempts: z.record(StageId, z.int()),
  /** Version of what was decided for this learner; 0: nothing. */
  termsVersion: z.int(),
  /** The assignment was changed and this cell is about to follow. */
  isBehind: z.literal(true).optional(),
});
export type MatrixCell = z.infer<typeof MatrixCell>;

export const MatrixRow = z.object({
  learnerId: LearnerId,
  login: z.string(),
  name: z.string().optional(),
  section: z.string().optional(),
  state: z.enum(["enrolled", "dropped"]),
  /** One for each column, in the order of the columns. */
  cells: z.array(MatrixCell),
  /** Sum over the cells with points that are not excused; null where there are none. */
  points: z.number().nullable(),
});
export type MatrixRow = z.infer<typeof MatrixRow>;

/** Learners by assignments. */
export const GradebookMatrix = z.object({
  cohortId: CohortId,
  columns: z.array(MatrixColumn),
  rows: z.array(MatrixRow),
  /** Absent on the last page. */
  cursor: z.string().optional(),
});
export type GradebookMatrix = z.infer<typeof GradebookMatrix>;

export const getCohortGradebook = defineEndpoint({
  name: "getCohortGradebook",
  method: "GET",
  path: "/v1/cohorts/{cohortId}/gradebook",
  summary: "The gradebook of a cohort, learner by assignment, with a reason in every cell.",
  groups: staff,
  query: z.strictObject({
    cursor: Cursor.optional(),
    limit: PageSize(largestMatrixPage).optional(),
    /** `true`: learners who were dropped, too. */
    dropped: z.enum(["true", "false"]).optional(),
    /** Only this learner, dropped or not. */
    learner: LearnerId.optional(),
  }),
  answer: GradebookMatrix,
  problems: ["cohort.not_found", "learner.not_found", "cursor.invalid"],
});

export const getOwnGradebook = defineEndpoint({
  name: "getOwnGradebook",
  method: "GET",
  path: "/v1/gradebook",
  summary: "The signed-in learner's own row in each of their cohorts.",
  groups: ["learner"],
  answer: z.object({
    cohorts: z.array(
      z.object({ cohortId: CohortId, columns: z.array(MatrixColumn), row: MatrixRow }),
    ),
  }),
});
