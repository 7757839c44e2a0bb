import type { ReasonParams } from "../grading/outcome.ts";
import type { Json } from "../json.ts";
import type { Job, JobKind, JobResults } from "./job.ts";
import type { JobFaultCode } from "./job-fault.ts";

/**
 * What a kind of job does. Each step may run more than once, also at the same time: it must be safe
 * to repeat. What throws comes back, but for a `JobFailure`; what can't be done for one target is a
 * result, not an error.
 */
export interface JobWork {
  /** Which targets, in parts of at most some dozens. No parts: there is nothing to do. */
  plan(job: Job): Promise<readonly (readonly string[])[]>;
  /**
   * Whether `work` looks into learners' accounts: then the graders work on its parts, who alone may.
   * Absent: never.
   */
  looksIntoAccounts?(job: Job): boolean;
  /** One target. Not called any more once the job is canceled. */
  work(job: Job, target: string): Promise<Json>;
  /** Once all parts are done. @returns the result of the job. */
  finish?(job: Job, parts: readonly JobResults[]): Promise<Json>;
}

export type JobWorks = Readonly<Record<Exclude<JobKind, "verify">, JobWork>>;

/** Thrown by a step: the job can't succeed, however often it is tried, and ends as `failed`. */
export class JobFailure extends Error {
  readonly code: JobFaultCode;
  readonly params: ReasonParams;

  constructor(code: JobFaultCode, params: ReasonParams = {}) {
    super(code);
    this.name = "JobFailure";
    this.code = code;
    this.params = params;
  }
}
