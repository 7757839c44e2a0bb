import { describe, expect, it } from "vitest";
import { EvidenceRecord } from "../evidence/evidence.ts";
import { CellRecord } from "../gradebook/cell.ts";
import { GradeRecord } from "../grading/grade.ts";
import { cloudTimings } from "../grading/timings.ts";
import { aGradeContent, anEvidence, aSubmission, aSystem } from "../testing.ts";
import { addSeconds } from "../time.ts";
import { handleDelivery, type Judged } from "./handle-delivery.ts";

const now = "2026-03-01T12:00:03.000Z";
const queued = aSubmission({ dueAt: "2026-03-01T12:02:00.000Z" });
const delivery = {
  submissionId: queued.submissionId,
  deadline: addSeconds(now, cloudTimings.graderTimeoutSeconds),
  receiveCount: 1,
};
const platformFault: Judged = {
  status: "platform_fault",
  fault: { reason: "platform.throttled", params: {} },
};
const waiting: Judged = {
  status: "judged",
  evidence: anEvidence(),
  judgement: aGradeContent({ state: "waiting", counts: false }),
};

describe("handleDelivery", () => {
  it("grades a queued submission, writes its cell, announces it and leaves nothing due", async () => {
    const system = await aSystem({ now, submissions: [queued] });

    const handled = await handleDelivery(delivery, system.deps);

    const after = await system.read(queued);
    expect(handled).toMatchObject({ status: "acknowledged", because: "committed" });
    expect(after).toMatchObject({ state: "graded", claim: 1, points: "40", counts: true });
    expect(after).not.toHaveProperty("dueAt");
    expect(after).not.toHaveProperty("leaseUntil");
    expect(system.announced).toEqual([after.effectiveGrade]);
    expect(await system.table.get(CellRecord, queued)).toMatchObject({ points: "40" });
    expect(await system.table.get(EvidenceRecord, { ...queued, claim: 1 })).toBeDefined();
    expect(
      await system.table.get(GradeRecord, { ...queued, gradeId: after.effectiveGrade ?? "" }),
    ).toMatchObject({ cause: "graded", evidenceClaim: 1 });
  });

  it("leaves a submission under a live lease alone; the message comes back after the lease", async () => {
    const busy = aSubmission({ state: "grading", claim: 1, leaseUntil: addSeconds(now, 40) });
    const system = await aSystem({ now, submissions: [busy] });

    const handled = await handleDelivery(delivery, system.deps);

    expect(handled).toEqual({ status: "comes_back", because: "busy", afterSeconds: 41 });
    expect(await system.read(queued)).toEqual(busy);
  });

  it("takes over a submission whose lease has ended", async () => {
    const system = await aSystem({
      now,
      submissions: [aSubmission({ state: "grading", claim: 1, leaseUntil: now })],
    });

    await handleDelivery(delivery, system.deps);

    expect(await system.read(queued)).toMatchObject({ state: "graded", claim: 2 });
  });

  it("changes nothing when its claim was taken over while it judged", async () => {
    const system = await aSystem({ now, submissions: [queued] });
    let isFirst = true;
    const judge = async () => {
      if (isFirst) {
        isFirst = false;
        system.clock.now = addSeconds(now, 600);
        const deadline = addSeconds(system.clock.now, 60);
        await handleDelivery({ ...delivery, deadline }, { ...system.deps, judge });
        return { ...waiting, judgement: aGradeContent({ points: "1" }) };
      }
      return { ...waiting, evidence: anEvidence({ claim: 2 }), judgement: aGradeContent() };
    };

    const handled = await handleDelivery(delivery, { ...system.deps, judge });

    expect(handled).toMatchObject({ status: "comes_back", because: "fenced" });
    expect(await system.read(queued)).toMatchObject({ state: "graded", claim: 2, points: "40" });
  });

  it("gives the claim back after a platform fault and says why", async () => {
    const system = await aSystem({ now, submissions: [queued] });

    const handled = await handleDelivery(
      { ...delivery, receiveCount: 3 },
      { ...system.deps, judge: async () => platformFault },
    );

    expect(handled).toEqual({ status: "comes_back", because: "platform_fault", afterSeconds: 80 });
    expect(await system.read(queued)).toMatchObject({
      state: "queued",
      claim: 1,
      fault: { reason: "platform.throttled" },
      dueAt: queued.dueAt,
    });
  });

  it("waits for AWS: not before a shown time, due then, and the message is done", async () => {
    const system = await aSystem({ now, submissions: [queued] });

    const handled = await handleDelivery(delivery, { ...system.deps, judge: async () => waiting });

    const notBefore = addSeconds(now, cloudTimings.waitingPeriodSeconds);
    expect(handled).toMatchObject({ status: "acknowledged", because: "waiting" });
    expect(await system.read(queued)).toMatchObject({
      state: "waiting",
      waitingSince: now,
      waits: 1,
      notBefore,
      dueAt: notBefore,
    });
    expect(await handleDelivery(delivery, system.deps)).toMatchObject({ because: "waiting" });
  });

  it("does not count waiting towards the claims of a submission", async () => {
    const system = await aSystem({
      now,
      submissions: [aSubmission({ state: "waiting", notBefore: now, claim: 20, waits: 20 })],
    });

    await handleDelivery(delivery, system.deps);

    expect(await system.read(queued)).toMatchObject({ state: "graded", claim: 21 });
  });

  it("closes a submission that was claimed too often as failed, without points", async () => {
    const system = await aSystem({ now, submissions: [aSubmission({ claim: 6 })] });

    const handled = await handleDelivery(delivery, system.deps);

    const after = await system.read(queued);
    expect(handled).toMatchObject({ status: "acknowledged", because: "failed" });
    expect(after).toMatchObject({ state: "failed", fault: { reason: "platform.too_many_claims" } });
    expect(after).not.toHaveProperty("points");
    expect(system.announced).toEqual([queued.submissionId]);
  });

  it("follows up a closed submission that somebody left behind", async () => {
    const closed = aSubmission({ state: "failed", closedAt: now, followUp: true, dueAt: now });
    const system = await aSystem({ now, submissions: [closed] });

    await handleDelivery(delivery, system.deps);

    expect(await system.read(queued)).not.toHaveProperty("followUp");
    expect(system.announced).toEqual([queued.submissionId]);
  });

  it.each([queued.submissionId, "sub_of another time"])(
    "acknowledges a submission that is not there: %s",
    async (submissionId) => {
      const system = await aSystem({ now });

      const handled = await handleDelivery({ ...delivery, submissionId }, system.deps);

      expect(handled).toEqual({ status: "acknowledged", because: "unknown" });
    },
  );
});
