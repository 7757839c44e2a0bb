import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import { EvidenceRecord } from "@lab-grader/core/evidence/evidence";
import { learnerRules } from "@lab-grader/core/gradebook/learner-rules";
import { type Grade, GradeRecord } from "@lab-grader/core/grading/grade";
import type { Table } from "@lab-grader/core/storage/table";
import { SeenHintsRecord } from "@lab-grader/core/submissions/hints";
import type { Submission } from "@lab-grader/core/submissions/submission";
import { SubmittedAnswersRecord } from "@lab-grader/core/submissions/submitted-answers";
import { previousAttempt } from "@lab-grader/core/views/comparison";
import { shownGradeId } from "@lab-grader/core/views/shown-grade";
import { type SubmissionView, showsLeftOvers } from "@lab-grader/core/views/submission-view";
import type { ApiDeps } from "./deps.ts";
import type { SubmissionAccess } from "./open-submission.ts";

/** A submission as the one who asks may read it, by the version of the lab that graded it. */
export async function viewOfSubmission(
  access: SubmissionAccess,
  deps: Pick<ApiDeps, "table" | "getLab" | "timings">,
): Promise<SubmissionView> {
  const { submission, submissions, assignment, terms, audience } = access;
  const { table, getLab, timings } = deps;
  const [grade, previousGrade, hints, enrolment, submitted] = await Promise.all([
    findGrade(submission, table),
    findGrade(previousAttempt(submission, submissions), table),
    assignment.hints === "off" ? undefined : table.get(SeenHintsRecord, submission),
    audience === "staff" ? table.get(EnrolmentRecord, submission) : undefined,
    submission.hasAnswers ? table.get(SubmittedAnswersRecord, submission) : undefined,
  ]);
  const lab = await getLab(grade?.labDigest ?? submission.labDigest);
  const evidence = showsLeftOvers(submission, lab) ? await findEvidence(grade, table) : undefined;
  const { submissionView } = await import("@lab-grader/core/views/view-submission");
  return submissionView({
    ...{ submission, submissions, lab, grade, previousGrade, evidence, audience, timings, terms },
    ...{ enrolment, answers: submitted?.answers },
    seenHints: assignment.hints === "off" ? undefined : (hints?.seen ?? {}),
    assignment: { ...assignment, attemptLimit: learnerRules(assignment, terms).attemptLimit },
  });
}

/** The grade that a view of this submission shows. */
export async function findGrade(
  submission: Submission | undefined,
  table: Table,
): Promise<Grade | undefined> {
  const gradeId = submission && shownGradeId(submission);
  if (!submission || gradeId === undefined) return undefined;
  return await table.get(GradeRecord, { submissionId: submission.submissionId, gradeId });
}

async function findEvidence(grade: Grade | undefined, table: Table) {
  if (grade?.evidenceClaim === undefined) return undefined;
  const { submissionId, evidenceClaim: claim } = grade;
  return await table.get(EvidenceRecord, { submissionId, claim });
}
