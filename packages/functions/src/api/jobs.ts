import {
  cancelJob,
  getJob,
  jobPageSize,
  listJobs,
} from "@lab-grader/core/contracts/endpoints/jobs";
import { JobId } from "@lab-grader/core/ids";
import { cancelJob as cancelOpenJob } from "@lab-grader/core/jobs/end-job";
import { CohortJobRecord, isOpenJob, type Job, JobRecord } from "@lab-grader/core/jobs/job";
import { viewJob } from "@lab-grader/core/jobs/job-view";
import type { Table } from "@lab-grader/core/storage/table";
import { findLearnerId, isStaffOf, openCohort, requireRight } from "./access.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";
import { route } from "./route.ts";

const pollSeconds = "2";

/** `GET /v1/jobs/{jobId}`, with Retry-After while it is open. */
const get: ApiHandler<typeof getJob> = async ({ identity, params }, { table }) => {
  const job = await openJob(params.jobId, identity, table);
  const headers: Record<string, string> = isOpenJob(job) ? { "retry-after": pollSeconds } : {};
  return { body: await viewJob(job, table), headers };
};

/** `POST /v1/jobs/{jobId}/cancel` */
const cancel: ApiHandler<typeof cancelJob> = async ({ identity, params }, deps) => {
  const { table } = deps;
  const job = await openJob(params.jobId, identity, table);
  await requireRight(job.cohortId, identity, { table, right: "manage" });
  const canceled = await cancelOpenJob(job, deps);
  if (canceled) return { body: await viewJob(canceled, table) };
  const { state } = (await table.get(JobRecord, job)) ?? job;
  throw new VisibleError("job.closed", { params: { jobId: job.jobId, state } });
};

/** `GET /v1/cohorts/{cohortId}/jobs` */
const list: ApiHandler<typeof listJobs> = async (
  { identity, params: { cohortId }, query: { cursor } },
  { table },
) => {
  await openCohort(cohortId, identity, { table, right: "read" });
  const page = await table.list(CohortJobRecord, {
    pk: cohortId,
    prefix: "job#",
    descending: true,
    limit: jobPageSize,
    ...(cursor === undefined ? {} : { cursor }),
  });
  const jobs = await Promise.all(
    page.items.map(async (each) => {
      const job = await table.get(JobRecord, each);
      return job === undefined ? [] : [await viewJob(job, table)];
    }),
  );
  return {
    body: { jobs: jobs.flat(), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) },
  };
};

export const jobRoutes = [route(getJob, get), route(cancelJob, cancel), route(listJobs, list)];

/** @throws VisibleError `job.not_found`: staff see those of their cohorts, learners their own. */
async function openJob(jobId: string, identity: Identity, table: Table): Promise<Job> {
  const job = JobId.safeParse(jobId).success ? await table.get(JobRecord, { jobId }) : undefined;
  if (!job) throw new VisibleError("job.not_found");
  if (await isStaffOf(job.cohortId, identity, table)) return job;
  const learnerId = await findLearnerId(identity, table);
  if (learnerId === undefined || job.learnerId !== learnerId)
    throw new VisibleError("job.not_found");
  return job;
}
