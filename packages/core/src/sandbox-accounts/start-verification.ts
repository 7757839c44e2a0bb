import type { Learner } from "../cohorts/learner.ts";
import { isOpenJob, type Job, JobRecord } from "../jobs/job.ts";
import { type JobDeps, startJob } from "../jobs/start-job.ts";
import type { NewId } from "../submissions/ports.ts";
import { changeRegistration, type Registration } from "./registration.ts";
import { runningCohorts } from "./running-cohorts.ts";

export type Starting =
  | { readonly status: "started" | "running"; readonly job: Job }
  | { readonly status: "refused"; readonly code: "sandbox.no_cohort" };

/** Starts to verify an account, unless somebody is at it already. */
export async function startVerification(
  request: {
    readonly learner: Learner;
    readonly registration: Registration;
    /** Login of the person who asks. */
    readonly by: string;
  },
  deps: JobDeps & { readonly newId: NewId },
): Promise<Starting> {
  const { learner, registration, by } = request;
  const running = await findVerification(registration, deps);
  if (running && isOpenJob(running)) return { status: "running", job: running };
  const [cohort] = await runningCohorts(learner, deps);
  if (!cohort) return { status: "refused", code: "sandbox.no_cohort" };
  const { learnerId, accountId } = registration;
  const job = await startJob(
    { kind: "verify", cohortId: cohort.cohortId, learnerId, by, input: { accountId } },
    deps,
  );
  // Where another request was faster there are two: both end, and come to the same.
  await changeRegistration(registration, { jobId: job.jobId }, deps.table);
  return { status: "started", job };
}

/** The last verification of an account. */
export async function findVerification(
  { jobId }: Pick<Registration, "jobId">,
  { table }: Pick<JobDeps, "table">,
): Promise<Job | undefined> {
  return jobId === undefined ? undefined : await table.get(JobRecord, { jobId });
}
