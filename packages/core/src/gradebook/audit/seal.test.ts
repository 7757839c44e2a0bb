import { describe, expect, it } from "vitest";
import { CohortRecord } from "../../cohorts/cohort.ts";
import { CohortAssignmentRecord, cohortAssignmentOf } from "../../cohorts/cohort-assignment.ts";
import { EnrolmentRecord } from "../../cohorts/enrolment.ts";
import { ListedCohortRecord } from "../../cohorts/listed-cohort.ts";
import { EvidenceRecord } from "../../evidence/evidence.ts";
import { GradeRecord } from "../../grading/grade.ts";
import { CohortJobRecord, JobRecord } from "../../jobs/job.ts";
import { runJob } from "../../jobs/run-job.ts";
import { startJob } from "../../jobs/start-job.ts";
import { handleDelivery } from "../../submissions/handle-delivery.ts";
import { hashOfGrade, replaceGrade } from "../../submissions/replace-grade.ts";
import { SubmissionRecord } from "../../submissions/submission.ts";
import {
  aCohort,
  aGradeContent,
  anAssignment,
  anEnrolment,
  aSubmission,
  aSystem,
  shortHash,
  type TestSystem,
} from "../../testing.ts";
import { changeTerms } from "../change-terms.ts";
import { LearnerTermsRecord } from "../learner-terms.ts";
import { auditLearner } from "./learner-audit.ts";
import { newestSeal, SealRecord, sealPartition, sealProblems } from "./seal.ts";
import { sealWork } from "./seal-work.ts";
import { startSeals } from "./start-seals.ts";

const submission = aSubmission();
const { submissionId, assignmentId, learnerId, cohortId } = submission;
const first = { submissionId, gradeId: "grd_000000000001" };

/** A class of one: graded, overridden, and with an extension. */
async function aGradedClass(): Promise<TestSystem> {
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

async function seal({ table, deps }: TestSystem) {
  const job = await startJob({ kind: "seal", cohortId, by: "schedule", input: {} }, deps);
  const run = { ...deps, works: { seal: sealWork(deps) } };
  await runJob(job, run);
  await runJob({ jobId: job.jobId, part: 1 }, run);
  return await table.get(JobRecord, job);
}

function audit({ deps }: TestSystem, upTo = "2026-03-02T00:00:00.000Z") {
  return auditLearner({ learnerId, assignmentIds: [assignmentId], upTo }, deps);
}

async function alter(
  system: TestSystem,
  change: (grade: Awaited<ReturnType<typeof gradeOf>>) => object,
) {
  const grade = await gradeOf(system);
  await system.table.put(GradeRecord, { ...grade, ...change(grade) });
}

async function gradeOf({ table }: TestSystem, key = first) {
  const grade = await table.get(GradeRecord, key);
  if (!grade) throw new Error("no grade");
  return grade;
}

describe("a seal", () => {
  it("is made once per job, however often its messages come", async () => {
    const system = await aGradedClass();
    system.clock.now = "2026-03-02T00:00:00.000Z";

    const job = await seal(system);

    const run = { ...system.deps, works: { seal: sealWork(system.deps) } };
    await runJob({ jobId: job?.jobId ?? "", part: 1 }, run);
    const seals = await system.table.list(SealRecord, { pk: sealPartition(cohortId), prefix: "" });
    expect(job).toMatchObject({ state: "done", result: { number: 1, grades: 2, problems: [] } });
    expect(seals.items).toHaveLength(1);
  });

  it("is made, and its job fails so that somebody looks, where a chain was altered", async () => {
    const system = await aGradedClass();
    system.clock.now = "2026-03-02T00:00:00.000Z";
    await alter(system, () => ({ points: "1" }));

    const job = await seal(system);

    expect(job).toMatchObject({ state: "failed", fault: { code: "audit.broken" } });
    expect(await newestSeal(cohortId, system.table)).toMatchObject({ number: 1 });
  });

  it("is chained to the one before, and shows when one was altered or taken away", async () => {
    const system = await aGradedClass();
    for (const day of ["02", "03", "04"]) {
      system.clock.now = `2026-03-${day}T00:00:00.000Z`;
      await seal(system);
    }
    const { items } = await system.table.list(SealRecord, {
      ...{ pk: sealPartition(cohortId), prefix: "" },
    });
    const [one, two, three] = items;
    if (!one || !two || !three) throw new Error("three seals");

    expect(sealProblems(items, shortHash)).toEqual([]);
    expect(three.previousHash).toBe(two.hash);
    expect(sealProblems([one, { ...two, upTo: three.upTo }, three], shortHash)).toEqual([
      { number: 2, code: "seal.altered" },
    ]);
    expect(sealProblems([one, three], shortHash)).toEqual([
      { number: 3, code: "seal.altered" },
      { number: 2, code: "seal.missing" },
    ]);
  });

  it("says the same of its time after later grades and decisions", async () => {
    const system = await aGradedClass();
    system.clock.now = "2026-03-02T00:00:00.000Z";
    await seal(system);
    const sealed = await newestSeal(cohortId, system.table);

    system.clock.now = "2026-03-03T00:00:00.000Z";
    await replaceGrade(
      {
        ...{ submissionId, seenGrade: "grd_000000000002", cause: "overridden", by: "x" },
        ...{ reason: "again", evidenceClaim: 1 },
        judgement: { ...aGradeContent({ points: "40" }), state: "graded" },
      },
      system.deps,
    );
    const { hash, problems } = await audit(system, sealed?.upTo);

    expect(problems).toEqual([]);
    expect(hash).toBe(sealed?.learners[learnerId]);
    expect(hash).not.toBe((await audit(system, system.clock.now)).hash);
  });

  it("shows a chain that was exchanged as a whole, with all of its hashes made anew", async () => {
    const system = await aGradedClass();
    system.clock.now = "2026-03-02T00:00:00.000Z";
    await seal(system);
    const sealed = await newestSeal(cohortId, system.table);

    await alter(system, () => ({ points: "1" }));
    const second = await gradeOf(system, { submissionId, gradeId: "grd_000000000002" });
    const previousHash = hashOfGrade(await gradeOf(system), shortHash);
    await system.table.put(GradeRecord, { ...second, previousHash });
    const { hash, problems } = await audit(system, sealed?.upTo);

    expect(problems).toEqual([]);
    expect(hash).not.toBe(sealed?.learners[learnerId]);
  });
});

describe("auditLearner", () => {
  it("finds every chain of a class whole", async () => {
    const system = await aGradedClass();

    expect(await audit(system)).toMatchObject({ grades: 2, problems: [] });
  });

  it.each([
    [
      "grade.altered",
      submissionId,
      (system: TestSystem) => alter(system, () => ({ reason: "another one" })),
    ],
    [
      "submission.differs",
      submissionId,
      async ({ table }: TestSystem) => {
        const stored = await table.get(SubmissionRecord, submission);
        await table.put(SubmissionRecord, { ...submission, ...stored, points: "40" });
      },
    ],
    [
      "evidence.altered",
      submissionId,
      async ({ table }: TestSystem) => {
        const evidence = await table.get(EvidenceRecord, { submissionId, claim: 1 });
        if (!evidence) throw new Error("no evidence");
        const facts = [{ kind: "dynamodb.table", params: {}, answers: [] }];
        await table.put(EvidenceRecord, { ...evidence, facts });
      },
    ],
    [
      "terms.altered",
      assignmentId,
      async (system: TestSystem) => {
        await changeTerms(
          {
            ...{ cohortId, assignmentId, learnerId, seenVersion: 1 },
            ...{ by: "instructor-01", reason: "well again" },
            change: { excused: undefined },
          },
          system.deps,
        );
        const terms = await system.table.get(LearnerTermsRecord, {
          ...{ assignmentId, learnerId, version: 1 },
        });
        if (!terms) throw new Error("no terms");
        await system.table.put(LearnerTermsRecord, { ...terms, by: "instructor-02" });
      },
    ],
  ])("finds %s", async (code, at, tamper) => {
    const system = await aGradedClass();

    await tamper(system);

    expect((await audit(system)).problems).toEqual([{ code, at }]);
  });
});

describe("startSeals", () => {
  it("starts one seal a day for each cohort that is not long over", async () => {
    const system = await aGradedClass();
    const { table } = system;
    const over = { cohortId: "coh_000000000009", endsAt: "2025-01-01T00:00:00.000Z" };
    for (const cohort of [aCohort(), aCohort(over)]) {
      await table.put(CohortRecord, cohort);
      await table.put(ListedCohortRecord, { cohortId: cohort.cohortId });
    }
    const jobsOf = (pk: string) => table.list(CohortJobRecord, { pk, prefix: "job#" });

    await startSeals(system.deps);
    system.clock.now = "2026-03-01T12:30:00.000Z";
    await startSeals(system.deps);
    system.clock.now = "2026-03-02T12:00:00.000Z";
    await startSeals(system.deps);

    expect((await jobsOf(cohortId)).items).toHaveLength(2);
    expect((await jobsOf(over.cohortId)).items).toHaveLength(0);
  });
});
