import { describe, expect, it } from "vitest";
import { type Assignment, AssignmentRecord } from "../cohorts/assignment.ts";
import { AssignmentChangeRecord, writeAssignment } from "../cohorts/change-assignment.ts";
import { CohortAssignmentRecord } from "../cohorts/cohort-assignment.ts";
import { EnrolmentRecord } from "../cohorts/enrolment.ts";
import { JobRecord } from "../jobs/job.ts";
import type { Table } from "../storage/table.ts";
import { reconcile } from "../submissions/reconcile.ts";
import { anAssignment, anEnrolment, aSubmission, aSystem } from "../testing.ts";
import { addSeconds } from "../time.ts";
import { CellRecord } from "./cell.ts";
import { changeTerms } from "./change-terms.ts";
import { hashOfTerms, newestTerms } from "./learner-terms.ts";
import { refoldCell } from "./refold-cell.ts";
import { refoldWork } from "./refold-work.ts";

const dueAt = "2026-02-27T12:00:00.000Z";
const latePolicy = {
  ...{ percentPerInterval: 10, intervalSeconds: 86_400, graceSeconds: 0, floorPercent: 0 },
};
const late = aSubmission({
  ...{ state: "graded", counts: true, effectiveGrade: "grd_000000000001" },
  ...{ points: "40", judgedPoints: "40", maxPoints: "40" },
});
const extension = { dueAt: "2026-03-05T00:00:00.000Z" };
const of = { ...late, seenVersion: 0, by: "instructor-01", reason: "ill", change: { extension } };

/** One submission, two days late, and its cell. */
async function aLateSystem() {
  const system = await aSystem({ assignment: { dueAt, latePolicy }, submissions: [late] });
  await system.table.put(EnrolmentRecord, anEnrolment());
  await refoldCell(late, system.deps);
  return system;
}

/** A table in which a process crashes at its first write of this kind. */
function crashingAt(table: Table, kind: string): Table {
  return {
    ...table,
    put: async (record, value, condition) => {
      if (record.kind === kind) throw new Error("crashed");
      return await table.put(record, value, condition);
    },
  };
}

async function everythingIsSettled(table: Table): Promise<boolean> {
  const { items } = await table.listDue({ dueBefore: "9999-12-31T00:00:00.000Z", limit: 5 });
  return items.length === 0;
}

describe("changeTerms", () => {
  it("folds the cell, and leaves nothing to look at", async () => {
    const { table, deps } = await aLateSystem();
    expect(await table.get(CellRecord, late)).toMatchObject({ points: "32" });

    const changing = await changeTerms(of, deps);

    expect(changing).toMatchObject({ status: "changed", terms: { version: 1, extension } });
    expect(await table.get(CellRecord, late)).toMatchObject({ points: "40", termsVersion: 1 });
    expect(await everythingIsSettled(table)).toBe(true);
  });

  it("is found by the reconciler when it crashed before the cell", async () => {
    const { table, deps, clock } = await aLateSystem();
    const crashing = { ...deps, table: crashingAt(table, "cell") };
    await expect(changeTerms(of, crashing)).rejects.toThrow("crashed");
    expect(await table.get(CellRecord, late)).toMatchObject({ points: "32" });

    clock.now = addSeconds(clock.now, deps.timings.queuedDueSeconds);
    await reconcile(deps);

    expect(await table.get(CellRecord, late)).toMatchObject({ points: "40" });
    expect(await everythingIsSettled(table)).toBe(true);
  });

  it("chains each decision to the one before, whatever became of its mark", async () => {
    const { table, deps } = await aLateSystem();
    const first = await changeTerms(of, deps);

    await changeTerms({ ...of, seenVersion: 1, change: { excused: true } }, deps);

    const newest = await newestTerms(late, table);
    if (first.status !== "changed") throw new Error(first.status);
    expect(newest).toMatchObject({ version: 2, extension, excused: true });
    expect(newest?.previousHash).toBe(hashOfTerms(first.terms, deps.hash));
    expect(newest?.previousHash).not.toBe(
      hashOfTerms({ ...first.terms, reason: "another" }, deps.hash),
    );
  });

  it("lets the first of two people decide", async () => {
    const { deps } = await aLateSystem();

    const both = await Promise.all([
      changeTerms(of, deps),
      changeTerms({ ...of, by: "instructor-02", change: { excused: true } }, deps),
    ]);

    expect(both.map(({ status }) => status).sort()).toEqual(["changed", "conflict"]);
    expect(both.map(({ terms }) => terms?.version)).toEqual([1, 1]);
  });
});

describe("writeAssignment", () => {
  const moved: Assignment = anAssignment({ latePolicy, dueAt: extension.dueAt });

  it("is found by the reconciler when it crashed before column and job", async () => {
    const { table, deps, clock, sent } = await aLateSystem();
    const crashing = { ...deps, table: crashingAt(table, "cohort-assignment") };
    const by = "instructor-01";
    await expect(writeAssignment({ next: moved, by }, crashing)).rejects.toThrow("crashed");
    expect(await table.get(AssignmentRecord, moved)).toMatchObject({ version: 2 });
    expect(sent).toEqual([]);

    clock.now = addSeconds(clock.now, deps.timings.queuedDueSeconds);
    await reconcile(deps);

    expect(await table.get(CohortAssignmentRecord, moved)).toMatchObject({ version: 2 });
    const change = await table.get(AssignmentChangeRecord, moved);
    expect(sent).toEqual([change?.jobId]);
    expect(change).not.toHaveProperty("dueAt");
  });

  it("folds all cells again by its job, dropped learners' too", async () => {
    const { table, deps } = await aLateSystem();
    await table.put(EnrolmentRecord, anEnrolment({ state: "dropped" }));
    const writing = await writeAssignment({ next: moved, by: "instructor-01" }, deps);
    if (writing.status !== "changed") throw new Error(writing.status);
    const job = await table.get(JobRecord, writing);
    if (!job) throw new Error("no job was started");
    const work = refoldWork(deps);

    const parts = await work.plan(job);
    const [first, again] = [
      await work.work(job, late.learnerId),
      await work.work(job, late.learnerId),
    ];

    expect(parts).toEqual([[late.learnerId]]);
    expect([first, again]).toMatchObject([{ status: "folded" }, { status: "unchanged" }]);
    expect(await table.get(CellRecord, late)).toMatchObject({
      ...{ points: "40", assignmentVersion: 2 },
    });
  });

  it("changes nothing by a version that is not the newest", async () => {
    const { table, deps } = await aLateSystem();
    await writeAssignment({ next: moved, by: "instructor-01" }, deps);

    const late_ = await writeAssignment({ next: moved, by: "instructor-02" }, deps);

    expect(late_).toMatchObject({ status: "conflict", assignment: { version: 2 } });
    expect(await table.get(AssignmentRecord, moved)).toMatchObject({ version: 2 });
  });
});
