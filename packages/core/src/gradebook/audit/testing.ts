import { CohortAssignmentRecord, cohortAssignmentOf } from "../../cohorts/cohort-assignment.ts";
import { EnrolmentRecord } from "../../cohorts/enrolment.ts";
import { GradeRecord } from "../../grading/grade.ts";
import { JobRecord } from "../../jobs/job.ts";
import { runJob } from "../../jobs/run-job.ts";
import { startJob } from "../../jobs/start-job.ts";
import { handleDelivery } from "../../submissions/handle-delivery.ts";
import { replaceGrade } from "../../submissions/replace-grade.ts";
import {
  aGradeContent,
  anAssignment,
  anEnrolment,
  aSubmission,
  aSystem,
  type TestSystem,
} from "../../testing.ts";
import { changeTerms } from "../change-terms.ts";
import { auditLearner } from "./learner-audit.ts";
import { sealWork } from "./seal-work.ts";

/** The only one of the class. */
export const submission = aSubmission();
export const { submissionId, assignmentId, learnerId, cohortId } = submission;
/** Its first grade. */
export const first = { submissionId, gradeId: "grd_000000000001" };

/** A class of one: graded, overridden, and with an extension. */
export async function aGradedClass(): Promise<TestSystem> {
  const system = await aSystem({ submissions: [submission] });
  const { table } = system;
  await table.put(EnrolmentRecord, anEnrolment());
  await table.put(CohortAssignmentRecord, cohortAssignmentOf(anAssignment()));
  await handleDelivery(
    { submissionId, deadline: "2026-03-01T12:01:00.000Z", receiveCount: 1 },
    system.deps,
  );
  await replaceGrade(
    {
      ...{ submissionId, seenGrade: first.gradeId, cause: "overridden", by: "instructor-01" },
      ...{ reason: "the backup was there", evidenceClaim: 1 },
      judgement: { ...aGradeContent({ points: "36" }), state: "graded" },
    },
    system.deps,
  );
  await changeTerms(
    {
      ...{ cohortId, assignmentId, learnerId, seenVersion: 0 },
      ...{ by: "instructor-01", reason: "was ill" },
      change: { excused: true },
    },
    system.deps,
  );
  return system;
}

/** A seal of the class, by its job. */
export async function seal({ table, deps }: TestSystem) {
  const job = await startJob({ kind: "seal", cohortId, by: "schedule", input: {} }, deps);
  const run = { ...deps, works: { seal: sealWork(deps) } };
  await runJob(job, run);
  await runJob({ jobId: job.jobId, part: 1 }, run);
  return await table.get(JobRecord, job);
}

/** Of the class, up to a time after everything that happened in it. */
export function audit({ deps }: TestSystem, upTo = "2026-03-02T00:00:00.000Z") {
  return auditLearner({ cohortId, learnerId, assignmentIds: [assignmentId], upTo }, deps);
}

/** Alters the first grade, as nobody should. */
export async function alter(
  system: TestSystem,
  change: (grade: Awaited<ReturnType<typeof gradeOf>>) => object,
) {
  const grade = await gradeOf(system);
  await system.table.put(GradeRecord, { ...grade, ...change(grade) });
}

/** A grade as it lies in the table. */
export async function gradeOf({ table }: TestSystem, key = first) {
  const grade = await table.get(GradeRecord, key);
  if (!grade) throw new Error("no grade");
  return grade;
}
