import type { QueueMessage } from "../contracts/queue.ts";
import { cloudTimings } from "../grading/timings.ts";
import { memoryTable } from "../storage/memory-table.ts";
import type { Table } from "../storage/table.ts";
import { type Job, JobRecord } from "./job.ts";
import type { JobWork } from "./job-work.ts";
import { runJob } from "./run-job.ts";
import { startJob } from "./start-job.ts";

/** Whose the jobs are. */
export const cohortId = "coh_000000000001";

/** Regraders over a table in memory: `crashAt` counts writes and messages of theirs. */
export function aSystem(work: Partial<JobWork> = {}) {
  const inner = memoryTable();
  const sent: QueueMessage[] = [];
  const worked = new Map<string, number>();
  const clock = { now: "2026-03-01T12:00:00.000Z" };
  const crash = { at: Number.POSITIVE_INFINITY, after: false, acts: 0 };
  const act = async <Result>(does: () => Promise<Result>): Promise<Result> => {
    crash.acts += 1;
    if (crash.acts === crash.at && !crash.after) throw new Error("crashed before");
    const result = await does();
    if (crash.acts === crash.at) throw new Error("crashed after");
    return result;
  };
  const table: Table = {
    ...inner,
    put: (record, value, condition) => act(() => inner.put(record, value, condition)),
    update: (record, key, change, condition) =>
      act(() => inner.update(record, key, change, condition)),
  };
  const regrade: JobWork = {
    plan: async () => [["a", "b"], ["c"], ["d", "e", "f", "g", "h", "i"]],
    work: async (_job, target) => {
      worked.set(target, (worked.get(target) ?? 0) + 1);
      return `${target}!`;
    },
    finish: async (_job, parts) => parts.flatMap(({ results = [] }) => results),
    ...work,
  };
  let ids = 0;
  const deps = {
    table,
    send: (message: QueueMessage) => act(async () => void sent.push(message)),
    now: () => clock.now,
    newId: (prefix: string) => {
      ids += 1;
      return `${prefix}_${String(ids).padStart(12, "0")}`;
    },
    timings: cloudTimings,
    works: { regrade },
  };
  const start = () => startJob({ kind: "regrade", cohortId, by: "instructor-01", input: {} }, deps);
  /** Delivers every message until none is left; what crashes comes back, or is lost. */
  const deliver = async ({ isLost = false } = {}) => {
    for (let message = sent.shift(); message; message = sent.shift()) {
      if (message.kind === "grade") continue;
      try {
        await runJob(message, deps);
      } catch {
        if (!isLost) sent.push(message);
      }
    }
  };
  const read = async ({ jobId }: { jobId: string }): Promise<Job> => {
    const job = await inner.get(JobRecord, { jobId });
    if (!job) throw new Error(`no ${jobId}`);
    return job;
  };
  return { table, deps, sent, worked, clock, crash, start, deliver, read };
}
