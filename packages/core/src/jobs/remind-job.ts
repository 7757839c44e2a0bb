import { addSeconds } from "../time.ts";
import { failJob } from "./end-job.ts";
import { isOpenJob, JobRecord } from "./job.ts";
import { type JobDeps, messageOfJob } from "./start-job.ts";

/**
 * Sends a job again that is due, at doubling distances. One that was reminded `maxClaims` times
 * without getting further ends as failed. Its time is moved first: two reconcilers don't do the same.
 */
export async function remindJob(
  key: { readonly jobId: string },
  deps: JobDeps,
): Promise<"sent" | "failed" | "nothing"> {
  const { table, now, timings } = deps;
  const job = await table.get(JobRecord, key);
  if (!job || !isOpenJob(job) || job.dueAt === undefined || job.dueAt > now()) return "nothing";
  const { reminders = 0 } = job;
  if (reminders >= timings.maxClaims) {
    const failed = await failJob(job, { code: "job.no_progress", params: { reminders } }, deps);
    return failed ? "failed" : "nothing";
  }
  const delaySeconds = Math.min(
    timings.queuedDueSeconds * 2 ** reminders,
    timings.reconcilerLongestDelaySeconds,
  );
  const moved = await table.update(
    JobRecord,
    job,
    { dueAt: addSeconds(now(), delaySeconds), reminders: reminders + 1 },
    { field: "dueAt", equals: job.dueAt },
  );
  if (!moved) return "nothing";
  await deps.send(messageOfJob(job), { cohortId: job.cohortId, delaySeconds: 0 });
  return "sent";
}
