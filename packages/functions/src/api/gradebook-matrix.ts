import {
  type CohortAssignment,
  CohortAssignmentRecord,
} from "@lab-grader/core/cohorts/cohort-assignment";
import { type Enrolment, EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import {
  type GradebookMatrix,
  getCohortGradebook,
  getOwnGradebook,
  largestMatrixCells,
  largestMatrixPage,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import {
  type Cell,
  CellRecord,
  cellsOf,
  gradebookPartition,
} from "@lab-grader/core/gradebook/cell";
import { listAll } from "@lab-grader/core/storage/list-all";
import type { Table } from "@lab-grader/core/storage/table";
import { matrixColumn, matrixRows } from "@lab-grader/core/views/gradebook-matrix";
import { findLearner, openCohort } from "./access.ts";
import type { ApiHandler } from "./deps.ts";
import { readEnrolments } from "./read-enrolments.ts";
import { route } from "./route.ts";

/**
 * `GET /v1/cohorts/{cohortId}/gradebook`: one query for the assignments, one for the learners of
 * the page, and the cells of all of them as one range: a query per 1 MB.
 */
const getMatrix: ApiHandler<typeof getCohortGradebook> = async (
  { identity, params, query },
  { table, now },
) => {
  const { cohortId } = await openCohort(params.cohortId, identity, { table, right: "read" });
  const columns = await columnsOf(cohortId, table);
  const page = await readEnrolments(cohortId, query, {
    limit: pageSize(query.limit ?? largestMatrixPage, columns.length),
    table,
  });
  const learners = page.items.filter(
    ({ state }) => state === "enrolled" || query.dropped === "true" || query.learner !== undefined,
  );
  const cells = await readCells(cohortId, learners, table);
  const body: GradebookMatrix = {
    cohortId,
    columns: columns.map(matrixColumn),
    rows: matrixRows(learners, { columns, cells, now: now(), audience: "staff" }),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
  return { body };
};

/** `GET /v1/gradebook`: the learner's own, cohort by cohort. */
const getOwn: ApiHandler<typeof getOwnGradebook> = async ({ identity }, { table, now }) => {
  const learner = await findLearner(identity, table);
  if (!learner) return { body: { cohorts: [] } };
  const { learnerId, cohorts } = learner;
  const rows = await Promise.all(
    cohorts.map(async (cohortId) => {
      const [enrolment, columns] = await Promise.all([
        table.get(EnrolmentRecord, { cohortId, learnerId }),
        columnsOf(cohortId, table),
      ]);
      if (!enrolment) return [];
      const cells = await readCells(cohortId, [enrolment], table);
      const source = { columns, cells, now: now(), audience: "learner" } as const;
      return matrixRows([enrolment], source).map((row) => ({
        cohortId,
        columns: columns.map(matrixColumn),
        row,
      }));
    }),
  );
  return { body: { cohorts: rows.flat() } };
};

export const gradebookMatrixRoutes = [
  route(getCohortGradebook, getMatrix),
  route(getOwnGradebook, getOwn),
];

/** By their due dates. */
async function columnsOf(cohortId: string, table: Table): Promise<CohortAssignment[]> {
  const columns = await listAll(table, CohortAssignmentRecord, {
    pk: cohortId,
    prefix: "assignment#",
  });
  return columns.sort((left, right) =>
    `${left.dueAt} ${left.assignmentId}` < `${right.dueAt} ${right.assignmentId}` ? -1 : 1,
  );
}

/** Fewer learners where each has many cells. */
function pageSize(asked: number, columns: number): number {
  return Math.max(1, Math.min(asked, Math.floor(largestMatrixCells / Math.max(columns, 1))));
}

async function readCells(
  cohortId: string,
  learners: readonly Pick<Enrolment, "learnerId">[],
  table: Table,
): Promise<readonly Cell[]> {
  const [first, last] = [learners.at(0), learners.at(-1)];
  if (!first || !last) return [];
  const pk = gradebookPartition(cohortId);
  return await listAll(table, CellRecord, { pk, ...cellsOf(first.learnerId, last.learnerId) });
}
