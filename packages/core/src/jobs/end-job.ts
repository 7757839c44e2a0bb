import type { ReasonParams } from "../grading/outcome.ts";
import type { Table } from "../storage/table.ts";
import type { Now } from "../submissions/ports.ts";
import { type Job, JobRecord, openJobStates } from "./job.ts";
import type { JobFaultCode } from "./job-fault.ts";

const closing = { dueAt: undefined, reminders: undefined } as const;
const isOpen = { field: "state", oneOf: openJobStates } as const;

/** @returns the job as it is then; `undefined` where it was closed already. */
export async function failJob(
  job: Pick<Job, "jobId">,
  fault: { readonly code: JobFaultCode; readonly params: ReasonParams },
  { table, now }: { table: Table; now: Now },
): Promise<Job | undefined> {
  const change = { state: "failed", closedAt: now(), fault, ...closing } as const;
  return await table.update(JobRecord, job, change, isOpen);
}

/**
 * Ends a job that is queued or running: nothing new is begun; what is done stays done, and a target
 * that somebody works on right now is finished.
 * @returns the job as it is then; `undefined` where it was closed already.
 */
export async function cancelJob(
  job: Pick<Job, "jobId">,
  { table, now }: { table: Table; now: Now },
): Promise<Job | undefined> {
  const change = { state: "canceled", closedAt: now(), ...closing } as const;
  return await table.update(JobRecord, job, change, isOpen);
}

/** Ends a running job whose parts are all done. */
export async function concludeJob(
  job: Pick<Job, "jobId">,
  result: Job["result"],
  { table, now }: { table: Table; now: Now },
): Promise<Job | undefined> {
  const change = { state: "done", closedAt: now(), result, ...closing } as const;
  return await table.update(JobRecord, job, change, { field: "state", equals: "running" });
}
