import { describe, expect, it } from "vitest";
import { AssignmentRecord } from "../../cohorts/assignment.ts";
import { CohortRecord } from "../../cohorts/cohort.ts";
import { ListedCohortRecord } from "../../cohorts/listed-cohort.ts";
import { GradeRecord } from "../../grading/grade.ts";
import { CohortJobRecord } from "../../jobs/job.ts";
import { runJob } from "../../jobs/run-job.ts";
import { hashOfGrade, replaceGrade } from "../../submissions/replace-grade.ts";
import { SubmissionRecord } from "../../submissions/submission.ts";
import { aCohort, aGradeContent, shortHash } from "../../testing.ts";
import { refoldCell } from "../refold-cell.ts";
import { newestSeal, SealRecord, sealPartition, sealProblems } from "./seal.ts";
import { sealWork } from "./seal-work.ts";
import { startSeals } from "./start-seals.ts";

import {
  aGradedClass,
  alter,
  assignmentId,
  audit,
  cohortId,
  gradeOf,
  learnerId,
  seal,
  submission,
  submissionId,
} from "./testing.ts";

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

  it("shows a submission whose time was altered, which decides how late it is", async () => {
    const system = await aGradedClass();
    system.clock.now = "2026-03-02T00:00:00.000Z";
    await seal(system);
    const sealed = await newestSeal(cohortId, system.table);

    const submittedAt = "2026-02-01T00:00:00.000Z";
    await system.table.update(SubmissionRecord, submission, { submittedAt }, { all: [] });
    await refoldCell(submission, system.deps);
    const { hash, problems } = await audit(system, sealed?.upTo);

    expect(problems).toEqual([]);
    expect(hash).not.toBe(sealed?.learners[learnerId]);
  });

  it("never seals over what was altered: every later one says which it no longer fits", async () => {
    const system = await aGradedClass();
    system.clock.now = "2026-03-02T00:00:00.000Z";
    await seal(system);
    await alter(system, () => ({ reason: "another one" }));
    const second = await gradeOf(system, { submissionId, gradeId: "grd_000000000002" });
    const previousHash = hashOfGrade(await gradeOf(system), shortHash);
    await system.table.put(GradeRecord, { ...second, previousHash });

    system.clock.now = "2026-03-03T00:00:00.000Z";
    const next = await seal(system);
    system.clock.now = "2026-03-04T00:00:00.000Z";
    await seal(system);

    expect(next).toMatchObject({ state: "failed", fault: { code: "audit.broken" } });
    expect(await newestSeal(cohortId, system.table)).toMatchObject({
      ...{ number: 3, differing: { [learnerId]: 1 } },
    });
  });

  it("has the hash of every assignment's rules, which have no chain of their own", async () => {
    const system = await aGradedClass();
    const rulesAt = async (day: string) => {
      system.clock.now = `2026-03-${day}T00:00:00.000Z`;
      await seal(system);
      return (await newestSeal(cohortId, system.table))?.rules?.[assignmentId];
    };

    const before = await rulesAt("02");
    const unchanged = await rulesAt("03");
    const dueAt = "2026-02-01T00:00:00.000Z";
    await system.table.update(AssignmentRecord, { assignmentId }, { dueAt }, { all: [] });

    expect(before).toBeDefined();
    expect(unchanged).toBe(before);
    expect(await rulesAt("04")).not.toBe(before);
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
