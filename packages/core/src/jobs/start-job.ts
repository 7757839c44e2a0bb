import type { QueueMessage } from "../contracts/queue.ts";
import type { GradingTimings } from "../grading/timings.ts";
import type { Table } from "../storage/table.ts";
import type { NewId, Now, SendMessage } from "../submissions/ports.ts";
import { addSeconds } from "../time.ts";
import { CohortJobRecord, type Job, JobRecord } from "./job.ts";

/** What whoever starts a job says of it. */
export type JobRequest = Pick<Job, "kind" | "cohortId" | "by" | "input"> &
  Partial<Pick<Job, "assignmentId" | "learnerId" | "reason">> & {
    /** Where the same request must be the same job; default: a new one. */
    readonly jobId?: string;
  };

export interface JobDeps {
  readonly table: Table;
  readonly send: SendMessage;
  readonly now: Now;
  readonly timings: GradingTimings;
}

/**
 * Starts work in the background: its place in the list of the cohort, then the job, then its
 * message. A queue that is down delays it only: it is in the index `open` already.
 * @returns the new job, or the one that has the id already.
 */
export async function startJob(
  request: JobRequest,
  deps: JobDeps & { newId: NewId },
): Promise<Job> {
  const { table, now, newId, timings } = deps;
  const { jobId = newId("job"), ...about } = request;
  const { kind, cohortId, assignmentId } = about;
  const startedAt = now();
  const job: Job = {
    ...about,
    jobId,
    startedAt,
    state: "queued",
    version: 1,
    dueAt: addSeconds(startedAt, timings.queuedDueSeconds),
  };
  const known = request.jobId === undefined ? undefined : await table.get(JobRecord, job);
  if (known) return known;
  await table.put(CohortJobRecord, {
    ...{ cohortId, jobId, kind, startedAt },
    ...(assignmentId === undefined ? {} : { assignmentId }),
  });
  const isWritten = await table.put(JobRecord, job, { itemIsAbsent: true });
  if (!isWritten) return (await table.get(JobRecord, job)) ?? job;
  await sendIfPossible(job, deps);
  return job;
}

/** The message that brings a job forward: only the grader may look into accounts. */
export function messageOfJob({ kind, jobId }: Pick<Job, "kind" | "jobId">): QueueMessage {
  return kind === "verify" ? { kind: "verify", jobId } : { kind: "job", jobId };
}

async function sendIfPossible(job: Job, { send }: JobDeps): Promise<void> {
  try {
    await send(messageOfJob(job), { cohortId: job.cohortId, delaySeconds: 0 });
  } catch {
    // The reconciler sends it when it is due.
  }
}
