import type { Assignment } from "@lab-grader/core/cohorts/assignment";
import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import { getAnalytics } from "@lab-grader/core/contracts/endpoints/analytics";
import { EvidenceRecord } from "@lab-grader/core/evidence/evidence";
import { addAnalytics, noAnalytics } from "@lab-grader/core/gradebook/analytics/analytics";
import {
  type KnownAttempt,
  learnerAnalytics,
} from "@lab-grader/core/gradebook/analytics/learner-analytics";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import type { Lab } from "@lab-grader/core/lab/lab";
import { listAll } from "@lab-grader/core/storage/list-all";
import { isAttempt } from "@lab-grader/core/submissions/attempts";
import {
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "@lab-grader/core/submissions/submission";
import { SubmittedAnswersRecord } from "@lab-grader/core/submissions/submitted-answers";
import { openAssignment } from "./access.ts";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { route } from "./route.ts";

/** Each costs a query, and up to three reads for each of the learner's attempts. */
const learnersOfPage = 20;

/** `GET /v1/assignments/{assignmentId}/analytics` */
const get: ApiHandler<typeof getAnalytics> = async ({ identity, params, query }, deps) => {
  const { table } = deps;
  const { assignment, audience } = await openAssignment(params.assignmentId, identity, table);
  if (audience !== "staff") throw new VisibleError("assignment.not_found");
  const page = await table.list(EnrolmentRecord, {
    ...{ pk: assignment.cohortId, prefix: "enrolment#", limit: learnersOfPage },
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  });
  const enrolled = page.items.filter(({ state }) => state === "enrolled");
  const parts = await Promise.all(
    enrolled.map(({ learnerId }) => partOf(learnerId, assignment, deps)),
  );
  return {
    body: {
      ...parts.reduce(addAnalytics, noAnalytics),
      ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
    },
  };
};

async function partOf(learnerId: string, assignment: Assignment, deps: ApiDeps) {
  const { assignmentId } = assignment;
  const submissions = await listAll(deps.table, SubmissionRecord, {
    ...{ pk: submissionPartition({ assignmentId, learnerId }), prefix: "" },
  });
  const counted = submissions.filter(isAttempt);
  const again = submissions.filter((submission) => isRepeat(submission, counted));
  const [attempts, repeats] = await Promise.all(
    [counted, again].map((some) => Promise.all(some.map((each) => knownAttempt(each, deps)))),
  );
  return learnerAnalytics({
    ...{ learnerId, assignment, submissions, hash: deps.hash },
    ...{ attempts: attempts?.flat() ?? [], repeats: repeats?.flat() ?? [] },
  });
}

/** It used no attempt, because it is one of them again. */
function isRepeat(submission: Submission, attempts: readonly Submission[]): boolean {
  const { stage, attemptHash } = submission;
  if (attemptHash === undefined || isAttempt(submission)) return false;
  return attempts.some((each) => each.stage === stage && each.attemptHash === attemptHash);
}

async function knownAttempt(
  submission: Submission,
  { table, getLab }: ApiDeps,
): Promise<readonly KnownAttempt[]> {
  const { submissionId, effectiveGrade: gradeId } = submission;
  if (gradeId === undefined) return [];
  const [grade, submitted, lab] = await Promise.all([
    table.get(GradeRecord, { submissionId, gradeId }),
    submission.hasAnswers ? table.get(SubmittedAnswersRecord, submission) : undefined,
    getLab(submission.labDigest),
  ]);
  if (!grade) throw new Error(`the effective grade ${gradeId} of ${submissionId} is not stored`);
  const claim = grade.evidenceClaim;
  const evidence =
    claim === undefined ? undefined : await table.get(EvidenceRecord, { submissionId, claim });
  const texts = Object.entries(submitted?.answers ?? {}).filter(([criterion]) =>
    isWritten(lab, { stage: submission.stage, criterion }),
  );
  return [{ submission, grade, evidence, texts: Object.fromEntries(texts) }];
}

/** The choices of a question are everybody's. */
function isWritten(lab: Lab, of: { stage: string; criterion: string }): boolean {
  const stage = lab.stages.find(({ id }) => id === of.stage);
  return stage?.criteria.find(({ id }) => id === of.criterion)?.kind === "written";
}

export const analyticsRoutes = [route(getAnalytics, get)];
