import { describe, expect, it, vi } from "vitest";
import { cloudTimings } from "../grading/timings.ts";
import { addSeconds } from "../time.ts";
import { cancelJob } from "./end-job.ts";
import { CohortJobRecord, JobResultsRecord, resultsOf } from "./job.ts";
import { JobFailure } from "./job-work.ts";
import { remindJob } from "./remind-job.ts";
import { runJob } from "./run-job.ts";
import { startJob } from "./start-job.ts";

import { aSystem, cohortId } from "./testing.ts";

const all = ["a!", "b!", "c!", "d!", "e!", "f!", "g!", "h!", "i!"];
const ended = { state: "done", parts: 3, result: all };

describe("a job", () => {
  it("is planned, worked on part by part, and finished with what the parts came to", async () => {
    const { start, deliver, read, worked, table } = aSystem();

    const job = await start();
    await deliver();

    const done = await read(job);
    expect(done).toMatchObject({ ...ended, closedAt: job.startedAt });
    expect(done.dueAt).toBeUndefined();
    expect([...worked.values()]).toEqual(Array.from({ length: 9 }, () => 1));
    const list = await table.list(CohortJobRecord, { pk: cohortId, prefix: "job#" });
    expect(list.items.map(({ jobId }) => jobId)).toEqual([job.jobId]);
  });

  it("without targets ends at once", async () => {
    const { start, deliver, read } = aSystem({ plan: async () => [] });

    const job = await start();
    await deliver();

    expect(await read(job)).toMatchObject({ state: "done", parts: 0, result: [] });
  });

  it("is started although the queue is down: the reconciler sends it", async () => {
    const { start, deliver, read, crash, deps, clock } = aSystem();
    crash.at = 3;

    const job = await start();
    await deliver();
    expect((await read(job)).state).toBe("queued");

    clock.now = addSeconds(clock.now, cloudTimings.queuedDueSeconds);
    expect(await remindJob(job, deps)).toBe("sent");
    await deliver();
    expect(await read(job)).toMatchObject(ended);
  });

  it("with the same id is started once", async () => {
    const { deps, sent } = aSystem();
    const request = { kind: "regrade", cohortId, by: "x", input: {} } as const;

    const first = await startJob({ ...request, jobId: "job_00000000000a" }, deps);
    const again = await startJob({ ...request, jobId: "job_00000000000a", by: "y" }, deps);

    expect(again).toEqual(first);
    expect(sent).toHaveLength(1);
  });

  it("whose kind nobody knows fails and says so", async () => {
    const { deps, deliver, read } = aSystem();

    const job = await startJob({ kind: "seal", cohortId, by: "x", input: {} }, deps);
    await deliver();

    const fault = { code: "job.unknown_kind", params: { kind: "seal" } };
    expect(await read(job)).toMatchObject({ state: "failed", fault });
  });

  it("ends as failed where a step says that it can't succeed", async () => {
    const { start, deliver, read } = aSystem({
      work: async () => {
        throw new JobFailure("assignment.not_found");
      },
    });

    const job = await start();
    await deliver();

    expect(await read(job)).toMatchObject({
      state: "failed",
      fault: { code: "assignment.not_found", params: {} },
    });
  });
});

describe("a job whose messages are doubled", () => {
  it("takes one plan, whole, where two plan different targets", async () => {
    const plans = [aGate([["a"], ["b"], ["c"]]), aGate([["d"], ["e"]])];
    let begun = 0;
    const { start, deps, deliver, read } = aSystem({
      plan: async () => {
        begun += 1;
        return (await plans[begun - 1]?.passed) ?? [];
      },
    });
    const job = await start();

    const slow = runJob(job, deps);
    await vi.waitFor(() => expect(begun).toBe(1));
    const fast = runJob(job, deps);
    await vi.waitFor(() => expect(begun).toBe(2));
    plans[0]?.open();
    expect(await slow).toBe("nothing");
    plans[1]?.open();
    expect(await fast).toBe("planned");
    await deliver();

    expect(await read(job)).toMatchObject({ state: "done", parts: 2, result: ["d!", "e!"] });
  });

  it("keeps the results of a part that were there first", async () => {
    const works = [aGate("slow"), aGate("fast")];
    let begun = 0;
    const { start, deps, sent, read } = aSystem({
      plan: async () => [["a"]],
      work: async () => {
        begun += 1;
        return (await works[begun - 1]?.passed) ?? "again";
      },
    });
    const job = await start();
    sent.length = 0;
    await runJob(job, deps);
    const part = { jobId: job.jobId, part: 1 };

    const slow = runJob(part, deps);
    await vi.waitFor(() => expect(begun).toBe(1));
    const fast = runJob(part, deps);
    await vi.waitFor(() => expect(begun).toBe(2));
    works[1]?.open();
    expect(await fast).toBe("done");
    works[0]?.open();
    expect(await slow).toBe("nothing");

    expect((await read(job)).result).toEqual(["fast"]);
    const { items } = await deps.table.list(JobResultsRecord, resultsOf(await read(job)));
    expect(items.map(({ results }) => results)).toEqual([["fast"]]);
  });

  it("works on a part once that is done", async () => {
    const { start, deps, sent, worked } = aSystem();
    const job = await start();
    sent.length = 0;
    await runJob(job, deps);
    const part = { jobId: job.jobId, part: 2 };

    expect(await runJob(part, deps)).toBe("part_done");
    expect(await runJob(part, deps)).toBe("part_done");

    expect(worked.get("c")).toBe(1);
  });
});

/** A value that is handed out once the gate is open. */
function aGate<Value>(value: Value) {
  let open = () => {};
  const passed = new Promise<Value>((resolve) => {
    open = () => resolve(value);
  });
  return { passed, open: () => open() };
}

describe("a canceled job", () => {
  it("begins no further target, keeps what is done and stays canceled", async () => {
    const { start, deps, sent, read, worked, deliver } = aSystem();
    const job = await start();
    sent.length = 0;
    await runJob(job, deps);
    await runJob({ jobId: job.jobId, part: 1 }, deps);

    expect(await cancelJob(job, deps)).toMatchObject({ state: "canceled" });
    await deliver();

    expect([...worked.keys()]).toEqual(["a", "b"]);
    const canceled = await read(job);
    expect(canceled.state).toBe("canceled");
    expect(canceled.dueAt).toBeUndefined();
    expect(await cancelJob(job, deps)).toBeUndefined();
  });

  it("stops within a part", async () => {
    const system = aSystem({
      work: async (job, target) => {
        system.worked.set(target, 1);
        await cancelJob(job, system.deps);
        return target;
      },
    });
    const job = await system.start();
    await system.deliver();

    // Of the part of two; and five of the part of six were begun together at most.
    expect(system.worked.size).toBeLessThanOrEqual(2);
    expect((await system.read(job)).state).toBe("canceled");
  });
});
