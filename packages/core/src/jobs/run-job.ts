import type { Json } from "../json.ts";
import { listAll } from "../storage/list-all.ts";
import { addSeconds } from "../time.ts";
import { concludeJob, failJob } from "./end-job.ts";
import {
  isOpenJob,
  type Job,
  type JobPart,
  JobPartRecord,
  JobRecord,
  JobResultsRecord,
  partsOf,
  resultsOf,
} from "./job.ts";
import { JobFailure, type JobWork, type JobWorks } from "./job-work.ts";
import type { JobDeps } from "./start-job.ts";

/** What one message came to. */
export type JobStep =
  | "planned"
  | "part_done"
  /** Parts that were left have been sent again. */
  | "sent_again"
  | "done"
  | "failed"
  /** The job is closed or unknown, or somebody else was faster: nothing was done. */
  | "nothing";

export interface RunDeps extends JobDeps {
  /** A job of a kind that is missing ends as failed. */
  readonly works: Partial<JobWorks>;
}

/** Targets that are worked on, parts that are written or sent at the same time. */
const atOnce = 5;
/** Parts end in about their order, so the last ones tell soonest that something is left. */
const partsPerLook = 20;

/**
 * One message of the regrade queue. Throws only faults: the message then comes back. A crash at any
 * point and any number of duplicates change nothing but the time it takes: the plan is fenced by
 * the job's version, a part is done once, the job item alone decides the state.
 */
export async function runJob(
  { jobId, part }: { readonly jobId: string; readonly part?: number | undefined },
  deps: RunDeps,
): Promise<JobStep> {
  const job = await deps.table.get(JobRecord, { jobId });
  if (!job || !isOpenJob(job)) return "nothing";
  const work = job.kind === "verify" ? undefined : deps.works[job.kind];
  if (!work) return await fail(job, new JobFailure("job.unknown_kind", { kind: job.kind }), deps);
  try {
    if (job.state === "queued") return await plan(job, work, deps);
    return part === undefined
      ? await bringForward(job, work, deps)
      : await workOnPart(job, { part, work }, deps);
  } catch (error) {
    if (error instanceof JobFailure) return await fail(job, error, deps);
    throw error;
  }
}

/** Two who plan at the same time may come to different targets: only one plan is taken, whole. */
async function plan(job: Job, work: JobWork, deps: RunDeps): Promise<JobStep> {
  const { table } = deps;
  const mine = await table.update(
    JobRecord,
    job,
    { version: job.version + 1 },
    {
      all: [
        { field: "state", equals: "queued" },
        { field: "version", equals: job.version },
      ],
    },
  );
  if (!mine) return "nothing";
  const parts = (await work.plan(mine)).map((targets, at): JobPart => {
    const { jobId, version } = mine;
    return { jobId, plan: version, part: at + 1, targets: [...targets], state: "queued" };
  });
  await someAtOnce(parts, (part) => table.put(JobPartRecord, part, { itemIsAbsent: true }));

  const running = await table.update(
    JobRecord,
    mine,
    { state: "running", parts: parts.length, ...dueLater(deps) },
    {
      all: [
        { field: "state", equals: "queued" },
        { field: "version", equals: mine.version },
      ],
    },
  );
  if (!running) return "nothing";
  if (parts.length === 0) return await finish(running, work, deps);
  await sendParts({ job: running, work, parts }, deps);
  return "planned";
}

async function workOnPart(
  job: Job,
  { part, work }: { part: number; work: JobWork },
  deps: RunDeps,
): Promise<JobStep> {
  const { table } = deps;
  const found = await table.get(JobPartRecord, { jobId: job.jobId, plan: job.version, part });
  if (!found) return "nothing";
  if (found.state === "queued") {
    const results = await workOnTargets(found, { job, work }, deps);
    if (!results) return "nothing";
    const { jobId, plan: planned } = found;
    await table.put(
      JobResultsRecord,
      { jobId, plan: planned, part, results },
      { itemIsAbsent: true },
    );
    await table.update(
      JobPartRecord,
      found,
      { state: "done" },
      { field: "state", equals: "queued" },
    );
    // Whoever gets further is not reminded.
    await table.update(JobRecord, job, dueLater(deps), { field: "state", equals: "running" });
  }
  return (await isPartLeft(job, deps)) ? "part_done" : await finish(job, work, deps);
}

/** @returns `undefined` once the job is closed: nothing new is begun then. */
async function workOnTargets(
  { targets }: JobPart,
  { job, work }: { job: Job; work: JobWork },
  { table }: RunDeps,
): Promise<Json[] | undefined> {
  let isRunning = true;
  const results = await someAtOnce(
    targets,
    (target) => work.work(job, target),
    async () => {
      isRunning = (await table.get(JobRecord, job))?.state === "running";
      return isRunning;
    },
  );
  return isRunning ? results : undefined;
}

/** A job without a part that is left was not finished; the others are sent again. */
async function bringForward(job: Job, work: JobWork, deps: RunDeps): Promise<JobStep> {
  const parts = await listAll(deps.table, JobPartRecord, partsOf(job));
  const left = parts.filter(({ state }) => state === "queued");
  if (left.length === 0) return await finish(job, work, deps);
  await sendParts({ job, work, parts: left }, deps);
  return "sent_again";
}

async function finish(job: Job, work: JobWork, deps: RunDeps): Promise<JobStep> {
  const result = await work.finish?.(
    job,
    await listAll(deps.table, JobResultsRecord, resultsOf(job)),
  );
  return (await concludeJob(job, result, deps)) ? "done" : "nothing";
}

async function isPartLeft(job: Job, { table }: RunDeps): Promise<boolean> {
  let cursor: string | undefined;
  do {
    const page = await table.list(JobPartRecord, {
      ...partsOf(job),
      descending: true,
      limit: partsPerLook,
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (page.items.some(({ state }) => state === "queued")) return true;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return false;
}

async function sendParts(
  { job, work, parts }: { job: Job; work: JobWork; parts: readonly JobPart[] },
  { send }: RunDeps,
): Promise<void> {
  const { jobId, cohortId } = job;
  const kind = work.looksIntoAccounts?.(job) ? "look" : "job";
  await someAtOnce(parts, ({ part }) => send({ kind, jobId, part }, { cohortId, delaySeconds: 0 }));
}

/** @returns the results in the order of the values; of the first of them, where `goesOn` said no. */
async function someAtOnce<Value, Result>(
  values: readonly Value[],
  act: (value: Value) => Promise<Result>,
  goesOn: () => Promise<boolean> = async () => true,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < values.length && (await goesOn()); at += atOnce)
    results.push(...(await Promise.all(values.slice(at, at + atOnce).map(act))));
  return results;
}

async function fail(job: Job, { code, params }: JobFailure, deps: RunDeps): Promise<JobStep> {
  return (await failJob(job, { code, params }, deps)) ? "failed" : "nothing";
}

function dueLater({ now, timings }: JobDeps) {
  return { dueAt: addSeconds(now(), timings.queuedDueSeconds), reminders: undefined };
}
