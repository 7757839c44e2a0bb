import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { HoldsView } from "@lab-grader/core/contracts/endpoints/holds";
import { JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import { Problem } from "@lab-grader/core/contracts/http";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { type Grade, GradeRecord } from "@lab-grader/core/grading/grade";
import { parseSubmissionId } from "@lab-grader/core/ids";
import type { Table } from "@lab-grader/core/storage/table";
import { type Submission, SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { SubmissionView } from "@lab-grader/core/views/submission-view";
import { describe, expect, it } from "vitest";
import { testIds, testTime } from "../testing.ts";
import { aTestRegrader, brokenInvariants, publishVersion, regradesPath } from "./testing.ts";

const { assignmentId, cohortId, learnerId, otherLearnerId } = testIds;
const path = `/v1/assignments/${assignmentId}/holds`;
const criterion = "build.protected";
const reason = "The check does not know a new field of AWS.";

/** Two learners: 6 of 6, and 2 of 6 because nothing is protected. */
async function aClass() {
  const system = await aTestRegrader();
  const { table } = system;
  const first = await system.handIn({}, { learnerId, accountId: "100000000001" });
  const other = await system.handIn(
    { isProtected: false },
    { learnerId: otherLearnerId, accountId: "100000000002" },
  );
  const hold = (body: object = {}) => system.ask("POST", path, { criterion, reason, ...body });
  const unhold = () =>
    system.call({
      ...{ method: "DELETE", path: `${path}/${criterion}` },
      ...{ login: "instructor-01", groups: "[instructor]" },
    });
  const limit = async (attemptLimit: number) => {
    await table.update(AssignmentRecord, { assignmentId }, { attemptLimit }, { all: [] });
  };
  return { ...system, first, other, hold, unhold, limit };
}

async function effective({ submissionId }: Submission, table: Table): Promise<Grade> {
  const key = parseSubmissionId(submissionId);
  const submission = key && (await table.get(SubmissionRecord, key));
  const gradeId = submission?.effectiveGrade ?? "";
  const grade = await table.get(GradeRecord, { submissionId, gradeId });
  if (!grade) throw new Error(`no grade ${gradeId}`);
  return grade;
}

const whatCounts = ({ outcomes, points, judgedPoints, maxPoints, counts, state }: Grade) => ({
  ...{ outcomes, points, judgedPoints, maxPoints, counts, state },
});

describe("a hold", () => {
  it("counts a criterion in neither direction, and gives everything back when it ends", async () => {
    const { table, first, other, hold, unhold, drain, call } = await aClass();
    const before = [await effective(first, table), await effective(other, table)];

    const { statusCode, json } = await hold();
    await drain();
    const held = [await effective(first, table), await effective(other, table)];
    const cell = await table.get(CellRecord, { cohortId, assignmentId, learnerId: otherLearnerId });
    const seen = await call({
      path: `/v1/submissions/${other.submissionId}`,
      login: "learner-02",
    });
    const ended = await unhold();
    await drain();
    const after = [await effective(first, table), await effective(other, table)];

    expect(statusCode).toBe(202);
    expect(HoldsView.parse(json).holds).toMatchObject([{ criterion, reason, by: "instructor-01" }]);
    expect(held.map(({ points, judgedPoints }) => [points, judgedPoints])).toEqual([
      ["3", "3"],
      ["2", "3"],
    ]);
    expect(held.map(({ cause, by }) => [cause, by])).toEqual([
      ["held", "instructor-01"],
      ["held", "instructor-01"],
    ]);
    expect(cell).toMatchObject({ points: "2", stages: { build: { isHeld: true } } });
    const told = SubmissionView.parse(seen.json).outcomes.find((one) => one.isHeld);
    expect(told).toMatchObject({ criterion: "protected", points: null, onHold: { reason } });
    expect(ended.statusCode).toBe(202);
    expect(HoldsView.parse(ended.json).holds).toEqual([]);
    expect(after.map(({ cause }) => cause)).toEqual(["released", "released"]);
    expect(after.map(whatCounts)).toEqual(before.map(whatCounts));
    expect(await brokenInvariants(table)).toEqual([]);
  });

  it("writes nothing when it is asked for again", async () => {
    const { hold, drain, other, table } = await aClass();
    await hold();
    await drain();
    const held = await effective(other, table);

    const again = await hold();
    await drain();

    expect(again.statusCode).toBe(202);
    expect(HoldsView.parse(again.json).holds).toHaveLength(1);
    expect(await effective(other, table)).toEqual(held);
  });

  it("gives attempts back that it spoilt since a time, and no others", async () => {
    const { hold, unhold, drain, limit, table, first, other, handIn } = await aClass();
    await limit(3);
    const early = await handIn(
      { isProtected: false },
      {
        ...{ learnerId: otherLearnerId, accountId: "100000000002", number: 2 },
        submittedAt: "2026-02-01T12:00:00.000Z",
      },
    );

    await hold({ since: "2026-02-15T00:00:00+00:00" });
    await drain();
    const held = await Promise.all([first, other, early].map((one) => effective(one, table)));
    await unhold();
    await drain();

    expect(held.map(({ counts }) => counts)).toEqual([true, false, true]);
    expect(await effective(other, table)).toMatchObject({ counts: true });
    expect(await brokenInvariants(table)).toEqual([]);
  });

  it("keeps what a person has overridden, under the hold and after it", async () => {
    const { hold, unhold, drain, ask, other, table } = await aClass();
    await ask("POST", `/v1/submissions/${other.submissionId}/overrides`, {
      ...{ criterion: "protected", points: 2.5, reason, seenGrade: other.effectiveGrade },
    });

    await hold();
    await drain();
    const held = await effective(other, table);
    await unhold();
    await drain();

    expect(held).toMatchObject({ points: "2", judgedPoints: "3" });
    expect(await effective(other, table)).toMatchObject({ points: "9/2", judgedPoints: "6" });
  });

  it("waits for a grader that may still judge by the rules of before", async () => {
    const { hold, drain, other, table, ask, sent } = await aClass();
    const { effectiveGrade: gradeId = "" } = other;
    const grading = { state: "grading", effectiveGrade: undefined, leaseUntil: testTime } as const;
    await table.update(SubmissionRecord, other, grading, { all: [] });
    const { job } = HoldsView.parse((await hold()).json);

    await expect(drain()).rejects.toThrow("is still being graded");
    const running = await ask("GET", `/v1/jobs/${job.jobId}`);
    const graded = { state: "graded", effectiveGrade: gradeId, leaseUntil: undefined } as const;
    await table.update(SubmissionRecord, other, graded, { all: [] });
    sent.push({ kind: "job", jobId: job.jobId });
    await drain();

    expect(JobView.parse(running.json).state).toBe("running");
    expect(await effective(other, table)).toMatchObject({ cause: "held", points: "2" });
  });

  it("is the same after a crash at each of its writes", async () => {
    for (let at = 1; at <= 24; at += 1) {
      const { hold, drain, crash, table, first, other } = await aClass();
      await hold();
      Object.assign(crash, { at, acts: 0 });
      await drain();

      const grades = [await effective(first, table), await effective(other, table)];
      expect(grades.map(({ points }) => points)).toEqual(["3", "2"]);
      const causes = grades.map(({ cause }) => cause);
      expect(causes).toEqual(["held", "held"]);
    }
  });

  it("ends where a regrade brings a version that asks the criterion in another way", async () => {
    const system = await aClass();
    const { hold, drain, ask, table, first, other } = system;
    await hold();
    await ask("POST", path, { criterion: "build.table", reason: "for another reason" });
    await drain();
    await publishVersion(table, "1.1.0", (criteria) => ({
      ...criteria,
      protected: { ...criteria.protected, points: 1 },
    }));

    const planned = JobView.parse((await ask("POST", regradesPath, { lab: "1.1.0" })).json);
    await drain();
    await ask("POST", `${regradesPath}/${planned.jobId}/apply`, { reason: "mended", adopt: true });
    await drain();

    const grades = [await effective(first, table), await effective(other, table)];
    const held = grades.map(({ outcomes }) => outcomes.map((one) => one.held === true));
    expect(held).toEqual([
      [true, false, false],
      [true, false, false],
    ]);
    expect(grades.map(({ points, judgedPoints }) => [points, judgedPoints])).toEqual([
      ["2", "2"],
      ["0", "2"],
    ]);
    expect((await table.get(AssignmentRecord, { assignmentId }))?.holds).toMatchObject([
      { criterion: "build.table" },
    ]);
  });

  it.each([
    [{ criterion: "protected" }, 400, "request.invalid", "body.criterion"],
    [{ criterion: "build.nothing" }, 422, "hold.criterion_unknown", "body.criterion"],
    [{ reason: "" }, 400, "request.invalid", "body.reason"],
    [{ since: "2026-02-15" }, 400, "request.invalid", "body.since"],
    [{ since: "2026-02-15T00:00:00Z" }, 422, "hold.attempts_unlimited", "body.since"],
  ])("refuses %j with %i %s", async (body, status, code, at) => {
    const { hold, table } = await aClass();

    const { statusCode, json } = await hold(body);

    expect(statusCode).toBe(status);
    expect(Problem.parse(json)).toMatchObject({ code, path: at });
    expect((await table.get(AssignmentRecord, { assignmentId }))?.version).toBe(1);
  });

  it("can't be ended where there is none, and not by others", async () => {
    const { unhold, call } = await aClass();

    const none = await unhold();
    const stranger = await call({
      ...{ method: "DELETE", path: `${path}/${criterion}` },
      ...{ login: "instructor-02", groups: "[instructor]" },
    });

    expect(Problem.parse(none.json)).toMatchObject({ status: 404, code: "hold.none" });
    expect(Problem.parse(stranger.json)).toMatchObject({
      status: 404,
      code: "assignment.not_found",
    });
  });
});
