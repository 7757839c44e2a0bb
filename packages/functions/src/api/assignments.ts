import { type Assignment, AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { CohortAssignmentRecord } from "@lab-grader/core/cohorts/cohort-assignment";
import { listAssignments } from "@lab-grader/core/contracts/endpoints/assignments";
import type { AssignmentSummary } from "@lab-grader/core/contracts/http";
import { learnerRules } from "@lab-grader/core/gradebook/learner-rules";
import { type LearnerTerms, newestTerms } from "@lab-grader/core/gradebook/learner-terms";
import type { Lab } from "@lab-grader/core/lab/lab";
import { listAll } from "@lab-grader/core/storage/list-all";
import { questionsOf } from "@lab-grader/core/views/question-view";
import { findLearner } from "./access.ts";
import { cohortsOfStaff } from "./cohorts.ts";
import type { ApiHandler } from "./deps.ts";
import { route } from "./route.ts";

/** `GET /v1/assignments?lab=&cohort=`: those of the learner's cohorts and of the instructor's. */
const list: ApiHandler<typeof listAssignments> = async (
  { identity, query: { lab, cohort } },
  { table, getLab, now },
) => {
  const [learner, staffed] = await Promise.all([
    findLearner(identity, table),
    cohortsOfStaff(identity, table),
  ]);

  const cohortIds = new Set([
    ...(learner?.cohorts ?? []),
    ...staffed.map(({ cohortId }) => cohortId),
  ]);
  const given = await Promise.all(
    [...cohortIds]
      .filter((cohortId) => cohort === undefined || cohortId === cohort)
      .map((pk) => listAll(table, CohortAssignmentRecord, { pk, prefix: "assignment#" })),
  );
  const ofLab = given
    .flat()
    .filter(({ labId }) => lab === undefined || labId === lab)
    .filter(({ assignmentId: id }) => !identity.only || identity.only.assignmentId === id);
  const assignments = await Promise.all(ofLab.map((each) => table.get(AssignmentRecord, each)));

  const at = now();
  const staffedIds = new Set(staffed.map(({ cohortId }) => cohortId));
  const summaries = assignments.map(async (each) => {
    if (!each) return [];
    const isStaff = staffedIds.has(each.cohortId);
    const { assignmentId } = each;
    const [terms, of] = await Promise.all([
      learner && !isStaff
        ? newestTerms({ assignmentId, learnerId: learner.learnerId }, table)
        : undefined,
      getLab(each.labDigest),
    ]);
    return [assignmentSummary(each, of, { at, isStaff, terms })];
  });
  return { body: { assignments: (await Promise.all(summaries)).flat() } };
};

export const assignmentRoutes = [route(listAssignments, list)];

function assignmentSummary(
  assignment: Assignment,
  lab: Lab,
  { at, isStaff, terms }: { at: string; isStaff: boolean; terms: LearnerTerms | undefined },
): AssignmentSummary {
  const { assignmentId, cohortId, labId, labVersion, title, timeZone } = assignment;
  const { opensAt, dueAt, closesAt, attemptLimit, keep } = learnerRules(assignment, terms);
  return {
    ...{ assignmentId, cohortId, labId, labVersion, title },
    ...{ opensAt, dueAt, closesAt, timeZone },
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
