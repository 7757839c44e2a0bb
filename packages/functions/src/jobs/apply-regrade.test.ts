import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { newestTerms } from "@lab-grader/core/gradebook/learner-terms";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { replaceGrade } from "@lab-grader/core/submissions/replace-grade";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { describe, expect, it } from "vitest";
import { hash, labDigest, testIds, testTime, testTimings } from "../testing.ts";
import {
  aClass,
  applied,
  planned,
  pointsOf,
  publishGentler,
  publishStricter,
  reason,
} from "./regrade-steps.ts";
import { brokenInvariants, regradesPath } from "./testing.ts";

const { learnerId, otherLearnerId } = testIds;

describe("applying a plan", () => {
  it("writes what was planned, chains it, folds the cells and says so", async () => {
    const system = await aClass();
    const digest = await publishGentler(system.table);
    const { job } = await planned(system);

    const done = await applied(system, job.jobId, { notify: true });

    expect(done.job.result).toEqual({
      ...{ plan: job.jobId, submissions: 2, applied: 2, changed: 0, unchanged: 0 },
    });
    const after = await system.table.get(SubmissionRecord, system.other);
    expect(after).toMatchObject({ points: "4", state: "graded", counts: true });
    const { submissionId } = system.other;
    const gradeId = after?.effectiveGrade ?? "";
    expect(await system.table.get(GradeRecord, { submissionId, gradeId })).toMatchObject({
      ...{ cause: "regraded", by: "instructor-01", reason, jobId: job.jobId, labDigest: digest },
      ...{ previousGrade: system.other.effectiveGrade, evidenceClaim: 1, notify: true },
    });
    const cell = await system.table.get(CellRecord, { ...testIds, learnerId: otherLearnerId });
    expect(cell?.points).toBe("4");
    expect(system.events.map(({ detailType, detail }) => [detailType, detail])).toContainEqual([
      "grade.changed",
      expect.objectContaining({ gradeId, points: 4, notify: true }),
    ]);
    expect(await brokenInvariants(system.table)).toEqual([]);
  });

  it("twice writes one grade each", async () => {
    const system = await aClass();
    await publishGentler(system.table);
    const { job } = await planned(system);

    await applied(system, job.jobId);
    const effective = await system.table.get(SubmissionRecord, system.other);
    const again = await applied(system, job.jobId);

    expect(again.job.result).toEqual({
      ...{ plan: job.jobId, submissions: 2, applied: 2, changed: 0, unchanged: 0 },
    });
    expect(await system.table.get(SubmissionRecord, system.other)).toEqual(effective);
    expect(await brokenInvariants(system.table)).toEqual([]);
  });

  it("leaves a grade alone that changed since the plan, and reports it", async () => {
    const system = await aClass();
    await publishGentler(system.table);
    const { job } = await planned(system);
    const { submissionId, effectiveGrade = "" } = system.other;
    const grade = await system.table.get(GradeRecord, { submissionId, gradeId: effectiveGrade });
    if (!grade) throw new Error("no grade");
    const { outcomes, attemptHash, graderVersion, judgedPoints, maxPoints } = grade;
    await replaceGrade(
      {
        ...{ submissionId, seenGrade: effectiveGrade, cause: "overridden", by: "instructor-01" },
        reason: "It was on another page.",
        judgement: {
          ...{ outcomes, attemptHash, graderVersion, judgedPoints, maxPoints, labDigest },
          ...{ state: "graded", counts: true, points: "6" },
        },
      },
      {
        table: system.table,
        now: () => testTime,
        newId: () => "grd_0000000000aa",
        hash,
        timings: testTimings,
        announce: async () => {},
      },
    );

    const done = await applied(system, job.jobId);

    expect(done.job.result).toMatchObject({ applied: 1, changed: 1 });
    expect(done.applied).toContainEqual(
      expect.objectContaining({ submissionId, status: "changed" }),
    );
    expect(await pointsOf(system.table, system.other)).toBe("6");
    expect(await brokenInvariants(system.table)).toEqual([]);
  });

  it("never lowers where that was asked, and lowers where not", async () => {
    const system = await aClass();
    await publishStricter(system.table);
    const kept = await planned(system, { options: { neverLower: true } });
    const lowering = await planned(system);

    expect(kept.summary).toMatchObject({ changed: 1, down: 0, kept: 1 });
    expect(kept.planned?.map(({ status }) => status)).toEqual(["kept", "changes"]);
    await applied(system, kept.job.jobId);
    expect(await pointsOf(system.table, system.first)).toBe("6");

    expect(lowering.summary).toMatchObject({ down: 1, kept: 0 });
    await applied(system, lowering.job.jobId);
    expect(await pointsOf(system.table, system.first)).toBe("4");
  });

  it("gives attempts back once for each submission whose points changed", async () => {
    const system = await aClass();
    await publishGentler(system.table);
    const { job } = await planned(system);

    await applied(system, job.jobId, { giveAttemptsBack: true });
    await applied(system, job.jobId, { giveAttemptsBack: true });

    const of = { assignmentId: testIds.assignmentId, learnerId: otherLearnerId };
    expect(await newestTerms(of, system.table)).toMatchObject({ version: 1, extraAttempts: 1 });
    expect(await newestTerms({ ...of, learnerId }, system.table)).toBeUndefined();
    expect(await brokenInvariants(system.table)).toEqual([]);
  });

  it("moves the assignment to the new version where that was asked", async () => {
    const system = await aClass();
    const digest = await publishGentler(system.table);
    const { job } = await planned(system);

    await applied(system, job.jobId, { adopt: true });

    expect(await system.table.get(AssignmentRecord, testIds)).toMatchObject({
      ...{ labDigest: digest, labVersion: "1.1.0", version: 2 },
    });
    expect(await brokenInvariants(system.table)).toEqual([]);
  });

  it("is refused before the plan is done, of another assignment's plan and without a reason", async () => {
    const system = await aClass();
    await publishGentler(system.table);
    const { json } = await system.ask("POST", regradesPath, {});
    const { jobId } = JobView.parse(json);

    const early = await system.ask("POST", `${regradesPath}/${jobId}/apply`, { reason });
    const unreasoned = await system.ask("POST", `${regradesPath}/${jobId}/apply`, { reason: " " });
    const unknown = await system.ask("POST", `${regradesPath}/job_0000000000zz/apply`, { reason });

    expect(early).toMatchObject({ statusCode: 409, json: { code: "regrade.not_planned" } });
    expect(unreasoned).toMatchObject({ statusCode: 400, json: { path: "body.reason" } });
    expect(unknown).toMatchObject({ statusCode: 404, json: { code: "regrade.not_found" } });
  });

  it("of two instructors' plans gives every submission one of them, whole", async () => {
    const system = await aClass();
    await publishGentler(system.table);
    const gentler = await planned(system);
    await publishStricter(system.table);
    const stricter = await planned(system);

    const bodies = { reason };
    await system.ask("POST", `${regradesPath}/${gentler.job.jobId}/apply`, bodies);
    await system.ask("POST", `${regradesPath}/${stricter.job.jobId}/apply`, bodies);
    await system.drain();

    const points = [
      await pointsOf(system.table, system.first),
      await pointsOf(system.table, system.other),
    ];
    expect([
      ["6", "4"],
      ["4", "2"],
      ["6", "2"],
      ["4", "4"],
    ]).toContainEqual(points);
    expect(await brokenInvariants(system.table)).toEqual([]);
  });
});

describe("a regrade whose regraders crash", () => {
  it("is applied all the same, once, whichever write or message it was", async () => {
    let acts = Number.POSITIVE_INFINITY;
    for (let at = 1; at <= acts; at += 1) {
      const system = await aClass();
      await publishGentler(system.table);
      const { job } = await planned(system);
      system.crash.acts = 0;
      system.crash.at = at;

      const done = await applied(system, job.jobId, { giveAttemptsBack: true });

      acts = Math.min(acts, system.crash.acts);
      expect(done.job, `crashed at ${at}`).toMatchObject({
        state: "done",
        result: { applied: 2, changed: 0 },
      });
      expect(await pointsOf(system.table, system.other)).toBe("4");
      expect(await brokenInvariants(system.table), `crashed at ${at}`).toEqual([]);
      const of = { assignmentId: testIds.assignmentId, learnerId: otherLearnerId };
      expect((await newestTerms(of, system.table))?.extraAttempts).toBe(1);
    }
    expect(acts).toBeGreaterThan(10);
  });
});
