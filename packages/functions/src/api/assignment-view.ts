import type { Assignment } from "@lab-grader/core/cohorts/assignment";
import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { tokenBalance } from "@lab-grader/core/gradebook/late-tokens";
import { learnerRules } from "@lab-grader/core/gradebook/learner-rules";
import { newestTerms } from "@lab-grader/core/gradebook/learner-terms";
import { roundedPoints } from "@lab-grader/core/grading/points";
import type { Lab } from "@lab-grader/core/lab/lab";
import type { Table } from "@lab-grader/core/storage/table";
import { maxPointsOfStage } from "@lab-grader/core/views/submission-view";

/** An assignment as everybody who may see it reads it. */
export function assignmentView(
  assignment: Assignment,
  lab: Lab,
  audience: "learner" | "staff" = "staff",
): AssignmentView {
  const { assignmentId, cohortId, version, title, passAt, opensAt, dueAt, closesAt } = assignment;
  const { timeZone, attemptLimit, coolDownSeconds, keep, latePolicy } = assignment;
  const {
    blockedFeedback,
    hints,
    variables,
    release,
    canvasId,
    moodleMaximum,
    holds = [],
  } = assignment;
  return {
    ...{ assignmentId, cohortId, version, title, passAt, opensAt, dueAt, closesAt, timeZone },
    lab: { id: assignment.labId, version: assignment.labVersion, title: lab.title },
    stages: assignment.stages.map(({ stage, after }) => ({
      stage,
      title: lab.stages.find(({ id }) => id === stage)?.title ?? stage,
      ...(after === undefined ? {} : { after }),
      maxPoints: maxPointsOfStage(lab, stage),
    })),
    maxPoints: roundedPoints(assignment.maxPoints),
    ...(attemptLimit === undefined ? {} : { attemptLimit }),
    ...(coolDownSeconds === undefined ? {} : { coolDownSeconds }),
    ...(latePolicy === undefined ? {} : { latePolicy }),
    ...(canvasId === undefined ? {} : { canvasId }),
    ...(moodleMaximum === undefined ? {} : { moodleMaximum }),
    ...{ keep, blockedFeedback, hints, variables, release },
    // A hidden criterion has no name for learners.
    holds: holds
      .filter(({ criterion }) => audience === "staff" || !isHiddenCriterion(lab, criterion))
      .map(({ criterion, at, reason }) => ({ criterion, at, reason })),
  };
}

function isHiddenCriterion(lab: Lab, name: string): boolean {
  return lab.stages.some(({ criteria }) =>
    criteria.some((criterion) => criterion.name === name && criterion.isHidden),
  );
}

/** What holds for one learner: dates, attempts, late tokens. Three reads. */
export async function ownRules(
  assignment: Assignment,
  learnerId: string,
  table: Table,
): Promise<NonNullable<AssignmentView["own"]>> {
  const { assignmentId, cohortId } = assignment;
  const [terms, cohort] = await Promise.all([
    newestTerms({ assignmentId, learnerId }, table),
    table.get(CohortRecord, { cohortId }),
  ]);
  const { dueAt, closesAt, attemptLimit } = learnerRules(assignment, terms);
  const place = { cohort: cohort ?? { cohortId }, assignment, learnerId };
  return {
    ...{ dueAt, closesAt },
    ...(attemptLimit === undefined ? {} : { attemptLimit }),
    isExcused: terms?.excused ?? false,
    lateTokens: await tokenBalance(place, table),
  };
}
