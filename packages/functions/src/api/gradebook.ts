import type { Assignment } from "@lab-grader/core/cohorts/assignment";
import type { Enrolment } from "@lab-grader/core/cohorts/enrolment";
import { getGradebook } from "@lab-grader/core/contracts/endpoints/gradebook";
import {
  type GradebookPage,
  type GradebookRow,
  largestGradebookPage,
} from "@lab-grader/core/contracts/http";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import type { Lab } from "@lab-grader/core/lab/lab";
import { listAll } from "@lab-grader/core/storage/list-all";
import type { Table } from "@lab-grader/core/storage/table";
import { SubmissionRecord, submissionPartition } from "@lab-grader/core/submissions/submission";
import { criteriaOfStage } from "@lab-grader/core/views/outcome-view";
import { maxPointsOfStage } from "@lab-grader/core/views/submission-view";
import { openAssignment } from "./access.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { readEnrolments } from "./read-enrolments.ts";
import { route } from "./route.ts";

/**
 * `GET /v1/assignments/{assignmentId}/gradebook`: a row for each enrolled learner. One query for
 * the page; for each row one get (cell), one query (submissions) and one get per stage (the grade
 * that is shown).
 */
const get: ApiHandler<typeof getGradebook> = async ({ identity, params, query }, deps) => {
  const { limit = largestGradebookPage } = query;
  const { assignment, audience } = await openAssignment(params.assignmentId, identity, deps.table);
  // Somebody who is also a learner of this cohort sees their own submissions, not the gradebook.
  if (audience !== "staff") throw new VisibleError("assignment.not_found");

  const { assignmentId, cohortId, labId, labVersion } = assignment;
  const [lab, page] = await Promise.all([
    deps.getLab(assignment.labDigest),
    readEnrolments(cohortId, query, { limit, table: deps.table }),
  ]);
  const rows = await Promise.all(
    page.items.map((enrolment) => readRow(enrolment, { assignment, lab, ...deps })),
  );

  const body: GradebookPage = {
    assignmentId,
    cohortId,
    labId,
    labVersion,
    stages: assignment.stages.map(({ stage }) => columnsOf(stage, lab)),
    rows,
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
  return { body };
};

export const gradebookRoutes = [route(getGradebook, get)];

async function readRow(
  enrolment: Enrolment,
  { assignment, lab, table }: { assignment: Assignment; lab: Lab; table: Table },
): Promise<GradebookRow> {
  const { cohortId, assignmentId } = assignment;
  const of = { cohortId, assignmentId, learnerId: enrolment.learnerId };
  const [{ gradebookRow, gradesOfRow }, cell, submissions] = await Promise.all([
    import("@lab-grader/core/views/gradebook-row"),
    table.get(CellRecord, of),
    listAll(table, SubmissionRecord, { pk: submissionPartition(of), prefix: "" }),
  ]);
  const shown = await Promise.all(
    gradesOfRow({ assignment, cell, submissions }).map(async ({ stage, ...key }) => {
      const grade = await table.get(GradeRecord, key);
      return grade === undefined ? [] : [[stage, grade] as const];
    }),
  );
  const grades = new Map(shown.flat());
  return gradebookRow({ enrolment, assignment, lab, cell, submissions, grades });
}

function columnsOf(stage: string, lab: Lab): GradebookPage["stages"][number] {
  return {
    stage,
    title: lab.stages.find(({ id }) => id === stage)?.title ?? stage,
    maxPoints: maxPointsOfStage(lab, stage),
    criteria: criteriaOfStage(lab, stage).map(({ id, title, points }) => ({
      criterion: id,
      title,
      maxPoints: points,
    })),
  };
}
