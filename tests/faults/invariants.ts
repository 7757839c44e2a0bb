import { createHash } from "node:crypto";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { auditChain } from "@lab-grader/core/gradebook/audit-chain";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { foldCell, isCellOf } from "@lab-grader/core/gradebook/fold-cell";
import { newestTerms } from "@lab-grader/core/gradebook/learner-terms";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { listAll } from "@lab-grader/core/storage/list-all";
import { isAttempt } from "@lab-grader/core/submissions/attempts";
import {
  isClosed,
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "@lab-grader/core/submissions/submission";
import type { LocalSystem } from "@lab-grader/sandbox/local-system/local-system";

const endOfTime = "9999-12-31T23:59:59.999Z";

/**
 * What must be true of the real table when nothing is left to do, whatever went wrong before.
 * @param accepted ids of the submissions that the API accepted: each is there, and no other.
 */
export async function brokenInvariants(
  { table, cohort, sandbox }: LocalSystem,
  accepted: ReadonlySet<string>,
): Promise<string[]> {
  const { assignmentId } = cohort;
  const perLearner = await Promise.all(
    cohort.learners.map(async ({ learnerId }) => {
      const of = { assignmentId, learnerId };
      const submissions = await listAll(table, SubmissionRecord, {
        pk: submissionPartition(of),
        prefix: "",
      });
      return { of, submissions };
    }),
  );
  const all = perLearner.flatMap(({ submissions }) => submissions);
  const ids = new Set(all.map(({ submissionId }) => submissionId));
  const published = new Set(
    sandbox.publishedEvents.list().map(({ event }) => event.detail.eventId),
  );
  const due = await table.listDue({ dueBefore: endOfTime, limit: 10 });
  const broken = await Promise.all([
    ...all.map((submission) => brokenSubmission(submission, table)),
    ...perLearner.map(({ of, submissions }) =>
      brokenCell({ ...of, cohortId: cohort.cohortId }, submissions, table),
    ),
  ]);
  return [
    ...broken.flat(),
    ...[...accepted].filter((id) => !ids.has(id)).map((id) => `${id} was accepted and is lost`),
    ...[...ids].filter((id) => !accepted.has(id)).map((id) => `${id} was never accepted`),
    ...all
      .map(({ effectiveGrade, submissionId }) => effectiveGrade ?? submissionId)
      .filter((eventId) => !published.has(eventId))
      .map((eventId) => `${eventId} was never published`),
    ...due.items.map(({ pk, sk }) => `${pk} ${sk} is still due`),
  ];
}

async function brokenSubmission(
  submission: Submission,
  table: LocalSystem["table"],
): Promise<string[]> {
  const { submissionId, state, dueAt, followUp, leaseUntil, effectiveGrade } = submission;
  const grades = await listAll(table, GradeRecord, { pk: submissionId, prefix: "grade#" });
  const chain = auditChain(submission, grades, { hash: sha256 });
  const graded = (chain.status === "whole" ? chain.grades : []).filter(
    ({ cause }) => cause === "graded",
  );
  const needsGrade = state !== "failed";
  return [
    ...(isClosed(state) ? [] : [`${submissionId} is still ${state}`]),
    ...(dueAt || followUp || leaseUntil ? [`${submissionId} is not at rest`] : []),
    ...(chain.status === "broken" ? [`${submissionId}: ${chain.code} ${chain.gradeId}`] : []),
    ...(graded.length > 1 ? [`${submissionId} is graded twice`] : []),
    ...(needsGrade === (effectiveGrade !== undefined) ? [] : [`${submissionId}: ${state}, grade`]),
    ...(submission.counts && !isAttempt(submission) ? [`${submissionId} counts as ${state}`] : []),
    ...(state === "failed" && submission.points ? [`${submissionId} failed with points`] : []),
  ];
}

async function brokenCell(
  of: { cohortId: string; assignmentId: string; learnerId: string },
  submissions: readonly Submission[],
  table: LocalSystem["table"],
): Promise<string[]> {
  const { learnerId } = of;
  const [assignment, cell, terms] = await Promise.all([
    table.get(AssignmentRecord, of),
    table.get(CellRecord, of),
    newestTerms(of, table),
  ]);
  if (submissions.length === 0) return cell ? [`${of.learnerId} has a cell of nothing`] : [];
  if (!assignment || !cell) return [`${of.learnerId} has no cell`];
  const counted = Object.values(cell.stages).reduce((sum, { attempts }) => sum + attempts, 0);
  return [
    ...(isCellOf(cell, foldCell({ assignment, learnerId, terms, submissions }))
      ? []
      : [`the cell of ${of.learnerId} is not its fold`]),
    ...(counted === submissions.filter(isAttempt).length
      ? []
      : [`${of.learnerId}: ${counted} attempts are counted`]),
  ];
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
