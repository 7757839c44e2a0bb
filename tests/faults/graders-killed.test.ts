import { setEnvironmentData } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type FaultySystem, startFaultySystem } from "./faulty-system.ts";
import { dieAfterEvent, killPlan } from "./kill-plan.ts";

const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
const dieAfter = new Int32Array(shared);
/** Claim, evidence, grade, commit, cell, mark of the follow-up. */
const writesOfOneGrading = 6;
/** Longer than a grader may take. */
const hangMs = 3500;

let faulty: FaultySystem;

beforeAll(async () => {
  setEnvironmentData(killPlan, shared);
  faulty = await startFaultySystem({
    learners: writesOfOneGrading + 2,
    entries: { grader: new URL("./killed-grader.ts", import.meta.url) },
    concurrency: { grader: 1 },
    // Only what a test does may end a grader or use up its tries, however slow the machine is.
    timings: {
      ...{ graderTimeoutSeconds: 3, recordDeadlineSeconds: 2.8, callDeadlineSeconds: 2.5 },
      ...{ visibilityTimeoutSeconds: 18, maxReceiveCount: 10, maxClaims: 100 },
    },
  });
}, 120_000);
afterAll(() => faulty.close());

describe("a grader that is killed in the middle of a submission", () => {
  it("loses nothing and grades nothing twice, after whichever write it dies", async () => {
    for (let write = 1; write <= writesOfOneGrading; write += 1) {
      await faulty.build(write);
      Atomics.store(dieAfter, 0, write);

      const { submissionId } = await faulty.submit(write);
      const { state, points, counts } = await faulty.closed(submissionId);
      await faulty.system.settled();

      expect({ write, died: Atomics.load(dieAfter, 0) === 0, state, points, counts }).toEqual({
        ...{ write, died: true, state: "graded", points: "40", counts: true },
      });
    }

    expect(await faulty.brokenAtRest()).toEqual([]);
  }, 300_000);

  it("has its event published again, under the same id, when it dies before it could note the first", async () => {
    const place = writesOfOneGrading + 1;
    await faulty.build(place);
    Atomics.store(dieAfter, 0, dieAfterEvent);

    const { submissionId } = await faulty.submit(place);
    const { effectiveGrade } = await faulty.closed(submissionId);
    const ids = () => publishedIds(faulty, submissionId);
    await expect.poll(() => ids().length, { timeout: 60_000 }).toBeGreaterThan(1);
    await faulty.system.settled();

    expect(Atomics.load(dieAfter, 0)).toBe(0);
    expect(new Set(ids())).toEqual(new Set([effectiveGrade]));
    expect(await faulty.brokenAtRest()).toEqual([]);
  }, 120_000);

  it("is ended by its timeout when the system's own table hangs, and the submission is not lost", async () => {
    await faulty.build(0);
    const { submissionId } = await faulty.submit(0);
    faulty.graderAccount.changeSwitches({ latencyMs: hangMs });
    await vi.waitFor(async () => expect(hangs(faulty)).toBe(true), { timeout: 60_000 });
    faulty.graderAccount.changeSwitches({ latencyMs: 0 });

    expect(await faulty.closed(submissionId)).toMatchObject({ state: "graded", points: "40" });
    expect(await faulty.brokenAtRest()).toEqual([]);
  }, 120_000);
});

function publishedIds({ system }: FaultySystem, submissionId: string): unknown[] {
  return system.sandbox.publishedEvents
    .list()
    .map(({ event }) => event.detail)
    .filter((detail) => detail.submissionId === submissionId)
    .map(({ eventId }) => eventId);
}

function hangs({ system }: FaultySystem): boolean {
  return system.sandbox.calls
    .list({ service: "dynamodb" })
    .some(({ durationMs }) => durationMs >= hangMs);
}
