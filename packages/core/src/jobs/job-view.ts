import type { JobView } from "../contracts/endpoints/jobs.ts";
import { listAll } from "../storage/list-all.ts";
import type { Table } from "../storage/table.ts";
import { type Job, JobPartRecord, partsOf } from "./job.ts";
import { describeJobFault } from "./job-fault.ts";

/** A job with its progress; while it runs, one query for its parts. */
export async function viewJob(job: Job, table: Table): Promise<JobView> {
  const { jobId, kind, state, cohortId, by, startedAt, result } = job;
  const { assignmentId, learnerId, reason, closedAt, fault } = job;
  return {
    ...{ jobId, kind, state, cohortId, by, startedAt },
    ...(assignmentId === undefined ? {} : { assignmentId }),
    ...(learnerId === undefined ? {} : { learnerId }),
    ...(reason === undefined ? {} : { reason }),
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(job.parts === undefined
      ? {}
      : { parts: { done: await countDone(job, table), of: job.parts } }),
    ...(result === undefined ? {} : { result }),
    ...(fault === undefined ? {} : { fault: { code: fault.code, text: describeJobFault(fault) } }),
  };
}

async function countDone(job: Job, table: Table): Promise<number> {
  if (job.state === "done") return job.parts ?? 0;
  const parts = await listAll(table, JobPartRecord, partsOf(job));
  return parts.filter(({ state }) => state === "done").length;
}
