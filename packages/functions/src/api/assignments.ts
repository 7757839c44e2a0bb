import {
  type Assignment,
  AssignmentRecord,
  CohortAssignmentRecord,
} from "@lab-grader/core/cohorts/assignment";
import {
  type AssignmentList,
  type AssignmentSummary,
  AssignmentsQuery,
} from "@lab-grader/core/contracts/http";
import type { Lab } from "@lab-grader/core/lab/lab";
import { listAll } from "@lab-grader/core/storage/list-all";
import { questionsOf } from "@lab-grader/core/views/question-view";
import { findLearner } from "./access.ts";
import { cohortsOfStaff } from "./cohorts.ts";
import type { ApiHandler } from "./deps.ts";
import { jsonResponse } from "./http.ts";
import { requireGroup } from "./identity.ts";
import { readQuery } from "./request.ts";

/** `GET /v1/assignments?lab=`: those of the learner's cohorts and of the instructor's. */
export const listAssignments: ApiHandler = async ({ identity, event }, { table, getLab, now }) => {
  requireGroup(identity, "learner", "instructor", "admin");
  const { lab } = readQuery(event, AssignmentsQuery);
  const [learner, staffed] = await Promise.all([
    findLearner(identity, table),
    cohortsOfStaff(identity, table),
  ]);

  const cohortIds = new Set([
    ...(learner?.cohorts ?? []),
    ...staffed.map(({ cohortId }) => cohortId),
  ]);
  const given = await Promise.all(
    [...cohortIds].map((pk) =>
      listAll(table, CohortAssignmentRecord, { pk, prefix: "assignment#" }),
    ),
  );
  const ofLab = given.flat().filter(({ labId }) => lab === undefined || labId === lab);
  const assignments = await Promise.all(ofLab.map((each) => table.get(AssignmentRecord, each)));

  const at = now();
  const staffedIds = new Set(staffed.map(({ cohortId }) => cohortId));
  const summaries = assignments.map(async (each) => {
    if (!each) return [];
    const isStaff = staffedIds.has(each.cohortId);
    return [assignmentSummary(each, await getLab(each.labDigest), { at, isStaff })];
  });
  const list: AssignmentList = { assignments: (await Promise.all(summaries)).flat() };
  return jsonResponse(200, list);
};

function assignmentSummary(
  assignment: Assignment,
  lab: Lab,
  { at, isStaff }: { at: string; isStaff: boolean },
): AssignmentSummary {
  const { assignmentId, cohortId, labId, labVersion, opensAt, closesAt, attemptLimit, keep } =
    assignment;
  return {
    assignmentId,
    cohortId,
    labId,
    labVersion,
    opensAt,
    closesAt,
    isOpen: opensAt <= at && at < closesAt,
    ...(attemptLimit === undefined ? {} : { attemptLimit }),
    keep,
    stages: assignment.stages.map(({ stage, after }) => ({
      stage,
      title: lab.stages.find(({ id }) => id === stage)?.title ?? stage,
      ...(after === undefined ? {} : { after }),
      // What will be asked is nobody's to read before it opens.
      questions: isStaff || opensAt <= at ? questionsOf(lab, stage) : [],
    })),
  };
}
