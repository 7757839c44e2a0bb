import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import { EvidenceRecord } from "@lab-grader/core/evidence/evidence";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FaultySystem, startFaultySystem } from "./faulty-system.ts";

let faulty: FaultySystem;

beforeAll(async () => {
  // Only the message itself tries again here, not the reconciler beside it.
  faulty = await startFaultySystem({
    learners: 6,
    timings: { maxReceiveCount: 3, queuedDueSeconds: 20 },
  });
});
afterAll(() => faulty.close());

async function outcomesOf(submissionId: string) {
  const { effectiveGrade: gradeId = "" } = (await faulty.find(submissionId)) ?? {};
  return (await faulty.system.table.get(GradeRecord, { submissionId, gradeId }))?.outcomes ?? [];
}

describe("a learner's account, as it may behave", () => {
  it.each([
    { place: 0, fault: "answers 500", switches: { serverErrors: ["*"] } },
    { place: 1, fault: "ends every session", switches: { expireSessions: true } },
    {
      place: 2,
      fault: "throttles every call",
      switches: { throttle: [{ operation: "*", every: 1 }] },
    },
  ])("$fault and heals while the submission is tried again: all points", async (row) => {
    const { place, switches } = row;
    await faulty.build(place);
    faulty.accountOf(place).changeSwitches(switches);

    const { submissionId } = await faulty.submit(place);
    const released = await faulty.released(submissionId);
    faulty.accountOf(place).replaceSwitches(faulty.healthy);

    expect(released.fault?.reason).toMatch(/^platform\./);
    expect(await faulty.closed(submissionId)).toMatchObject({ state: "graded", points: "40" });
    expect(await faulty.brokenAtRest()).toEqual([]);
  });

  it("is so slow that no call is answered in time: failed, no points, and the time is kept", async () => {
    await faulty.build(3);
    faulty.accountOf(3).changeSwitches({ latencyMs: 3000 });

    const first = await faulty.submit(3);
    const failed = await faulty.closed(first.submissionId);
    faulty.accountOf(3).changeSwitches({ latencyMs: 0 });
    await faulty.system.settled();
    const second = await faulty.submit(3, "key-2");
    const graded = await faulty.closed(second.submissionId);

    expect(failed).toMatchObject({ state: "failed", fault: { reason: "platform.sts_timeout" } });
    expect(failed).not.toHaveProperty("points");
    expect(failed).not.toHaveProperty("effectiveGrade");
    expect(graded).toMatchObject({ state: "graded", points: "40", keptTimeOf: first.submissionId });
    expect(graded.submittedAt).toBe(failed.submittedAt);
    expect(await faulty.brokenAtRest()).toEqual([]);
  });

  it("is no longer registered when it is looked into: blocked, not one call, no attempt", async () => {
    faulty.graderAccount.changeSwitches({ denyActions: ["sqs:SendMessage"] });
    const { submissionId } = await faulty.submit(4);
    const { accountId } = faulty.learner(4);
    const { table, sandbox } = faulty.system;
    const binding = await table.get(AccountBindingRecord, { accountId });
    if (!binding) throw new Error(`no binding of ${accountId}`);
    await table.put(AccountBindingRecord, { ...binding, expiresAt: new Date().toISOString() });
    faulty.graderAccount.changeSwitches({ denyActions: [] });
    await faulty.send(JSON.stringify({ kind: "grade", submissionId }));

    const closed = await faulty.closed(submissionId);

    expect(closed).toMatchObject({
      state: "blocked",
      counts: false,
      points: "0",
      judgedPoints: "0",
    });
    expect(new Set((await outcomesOf(submissionId)).map(({ reason }) => reason))).toEqual(
      new Set(["access.not_registered"]),
    );
    expect(sandbox.calls.list({ accountId })).toEqual([]);
    expect(await faulty.brokenAtRest()).toEqual([]);
  });

  it("denies one action: what was judged stands, the rest is unknown, no attempt is used", async () => {
    await faulty.build(5);
    faulty.accountOf(5).changeSwitches({ denyActions: ["dynamodb:ListBackups"] });

    const { submissionId } = await faulty.submit(5);
    const closed = await faulty.closed(submissionId);

    const outcomes = await outcomesOf(submissionId);
    const unknown = outcomes.filter(({ outcome }) => outcome === "unknown");
    expect(closed).toMatchObject({ state: "blocked", counts: false });
    expect(unknown).toMatchObject([{ reason: "access.denied" }]);
    expect(outcomes.filter(({ outcome }) => !["met", "unknown"].includes(outcome))).toEqual([]);
    const evidence = await faulty.system.table.get(EvidenceRecord, { submissionId, claim: 1 });
    expect(evidence?.access).toMatchObject({ status: "open" });
    expect(await faulty.brokenAtRest()).toEqual([]);
  });
});
