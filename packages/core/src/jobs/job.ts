import * as z from "zod";
import { ReasonParams } from "../grading/outcome.ts";
import { AssignmentId, CohortId, Instant, JobId, LearnerId, paddedNumber } from "../ids.ts";
import { Json } from "../json.ts";
import { defineRecord, type ItemKey } from "../storage/table.ts";

/** Work in the background. `verify` looks into a learner's account; the others only at what is stored. */
export const JobKind = z.enum(["verify", "refold", "regrade", "hold", "seal"]);
export type JobKind = z.infer<typeof JobKind>;

export const JobState = z.enum(["queued", "running", "done", "failed", "canceled"]);
export type JobState = z.infer<typeof JobState>;

/**
 * One piece of work in the background, cut into parts. The item alone decides the state; its parts
 * are items of their own, so that many may be worked on at once.
 */
export const Job = z.strictObject({
  jobId: JobId,
  kind: JobKind,
  cohortId: CohortId,
  /** Absent where it isn't about one assignment. */
  assignmentId: AssignmentId.optional(),
  /** Absent where it isn't about one learner. */
  learnerId: LearnerId.optional(),
  /** Login of the person, or of the function that started it. */
  by: z.string(),
  startedAt: Instant,
  /** Required of a person where the kind changes grades. */
  reason: z.string().optional(),
  state: JobState,
  /** What the kind needs to know; its own schema reads it. */
  input: Json,
  /** How many; absent until the work is planned. */
  parts: z.int().min(0).optional(),
  /** Counts who took the job to plan it; also the fencing token of the plan. */
  version: z.int().min(1),
  /** When the reconciler sends it again; absent when it is closed. */
  dueAt: Instant.optional(),
  /** How often the reconciler has sent it again since a part was done. */
  reminders: z.int().min(0).optional(),
  closedAt: Instant.optional(),
  /** What the kind concluded of all parts. */
  result: Json.optional(),
  /** Why it failed: a dotted code of `jobFaultTexts` or of a problem. */
  fault: z.strictObject({ code: z.string(), params: ReasonParams }).optional(),
});
export type Job = z.infer<typeof Job>;

export const JobRecord = defineRecord({
  kind: "job",
  schema: Job,
  key: (key: { jobId: string }) => ({ pk: key.jobId, sk: "job" }),
  compressed: ["input", "result"],
  dueAt: "dueAt",
});

/** The job at a place of the table; `undefined` where another kind of item lies. */
export function jobKeyAt({ pk, sk }: ItemKey): { jobId: string } | undefined {
  return sk === "job" && JobId.safeParse(pk).success ? { jobId: pk } : undefined;
}

/** While it is open, somebody must look at it. */
export const openJobStates = ["queued", "running"] as const satisfies readonly JobState[];

export function isOpenJob({ state }: Pick<Job, "state">): boolean {
  return openJobStates.some((open) => open === state);
}

/**
 * Some targets of a job, worked on by one message. Written when planned, and when done. Small, so
 * that asking how far a job is costs little: what came of the targets is an item of its own.
 */
export const JobPart = z.strictObject({
  jobId: JobId,
  /** The version of the job that it was planned under: parts of a plan that lost a race lie aside. */
  plan: z.int().min(1),
  /** From 1. */
  part: z.int().min(1),
  /** Ids of whatever the kind works on. */
  targets: z.array(z.string()),
  state: z.enum(["queued", "done"]),
});
export type JobPart = z.infer<typeof JobPart>;

/** Beside the job: partition `jobId`, sort key `part#0002#0001`: plan and number. */
export const JobPartRecord = defineRecord({
  kind: "job-part",
  schema: JobPart,
  key: (key: { jobId: string; plan: number; part: number }) => ({
    pk: key.jobId,
    sk: `${prefixOfPlan(key.plan)}${paddedNumber(key.part)}`,
  }),
  compressed: ["targets"],
});

/** What came of the targets of a part, put once and before the part is done. */
export const JobResults = z.strictObject({
  jobId: JobId,
  plan: z.int().min(1),
  part: z.int().min(1),
  /** One for each target, in their order. */
  results: z.array(Json),
});
export type JobResults = z.infer<typeof JobResults>;

/** Beside the parts: sort key `results#0002#0001`. */
export const JobResultsRecord = defineRecord({
  kind: "job-results",
  schema: JobResults,
  key: (key: { jobId: string; plan: number; part: number }) => ({
    pk: key.jobId,
    sk: `results#${paddedNumber(key.plan)}#${paddedNumber(key.part)}`,
  }),
  compressed: ["results"],
});

/** Where the results of a job's parts lie, in the order of the parts. */
export function resultsOf(job: Pick<Job, "jobId" | "version">): { pk: string; prefix: string } {
  return { pk: job.jobId, prefix: `results#${paddedNumber(job.version)}#` };
}

/** Where the parts of a job lie, in their order. Those of a job that isn't planned yet are no use. */
export function partsOf(job: Pick<Job, "jobId" | "version">): { pk: string; prefix: string } {
  return { pk: job.jobId, prefix: prefixOfPlan(job.version) };
}

function prefixOfPlan(plan: number): string {
  return `part#${paddedNumber(plan)}#`;
}

/** The jobs of a cohort, newest last, so that a list needs no Scan. */
export const CohortJob = z.strictObject({
  cohortId: CohortId,
  jobId: JobId,
  kind: JobKind,
  startedAt: Instant,
  assignmentId: AssignmentId.optional(),
});
export type CohortJob = z.infer<typeof CohortJob>;

export const CohortJobRecord = defineRecord({
  kind: "cohort-job",
  schema: CohortJob,
  key: (key: { cohortId: string; startedAt: string; jobId: string }) => ({
    pk: key.cohortId,
    sk: `job#${key.startedAt}#${key.jobId}`,
  }),
});
