import { describe, expect, it } from "vitest";
import { cloudTimings } from "../grading/timings.ts";
import { addSeconds } from "../time.ts";
import { remindJob } from "./remind-job.ts";
import { runJob } from "./run-job.ts";
import { startJob } from "./start-job.ts";

import { aSystem, cohortId } from "./testing.ts";

describe("the reminder of a job", () => {
  it("comes at doubling distances of at most half an hour, and gives up without progress", async () => {
    const { start, deps, clock, read } = aSystem();
    const job = await start();
    const began = clock.now;
    const seconds: number[] = [];
    for (;;) {
      const { dueAt } = await read(job);
      if (dueAt === undefined) break;
      seconds.push((Date.parse(dueAt) - Date.parse(began)) / 1000);
      clock.now = dueAt;
      await remindJob(job, deps);
    }

    expect(seconds.map((each, at) => each - (seconds[at - 1] ?? 0))).toEqual([
      120, 120, 240, 480, 960, 1800, 1800,
    ]);
    expect(await read(job)).toMatchObject({
      state: "failed",
      fault: { code: "job.no_progress", params: { reminders: 6 } },
    });
  });

  it("starts again from the front when a part was done", async () => {
    const { start, deps, clock, read } = aSystem();
    const job = await start();
    await runJob(job, deps);
    clock.now = addSeconds(clock.now, 120);
    await remindJob(job, deps);
    expect((await read(job)).reminders).toBe(1);

    await runJob({ jobId: job.jobId, part: 2 }, deps);

    const { reminders, dueAt } = await read(job);
    expect(reminders).toBeUndefined();
    expect(dueAt).toBe(addSeconds(clock.now, cloudTimings.queuedDueSeconds));
  });

  it("is not sent twice by two reconcilers, nor before its time", async () => {
    const { start, deps, clock, sent } = aSystem();
    const job = await start();
    sent.length = 0;

    expect(await remindJob(job, deps)).toBe("nothing");
    clock.now = addSeconds(clock.now, 120);
    const both = await Promise.all([remindJob(job, deps), remindJob(job, deps)]);

    expect(both.toSorted()).toEqual(["nothing", "sent"]);
    expect(sent).toEqual([{ kind: "job", jobId: job.jobId }]);
  });

  it("of a verification goes to the graders", async () => {
    const { deps, clock, sent } = aSystem();
    const job = await startJob({ kind: "verify", cohortId, by: "x", input: {} }, deps);
    clock.now = addSeconds(clock.now, 120);
    await remindJob(job, deps);

    const message = { kind: "verify", jobId: job.jobId };
    expect(sent).toEqual([message, message]);
  });
});
