import * as z from "zod";
import { CohortId, Instant, JobId } from "../../ids.ts";
import { JobKind, JobState } from "../../jobs/job.ts";
import { Json } from "../../json.ts";
import { defineEndpoint, everybody, staff } from "../endpoint.ts";

/** Work in the background, as staff and the learner whom it is about see it. */
export const JobView = z.object({
  jobId: JobId,
  kind: JobKind,
  state: JobState,
  cohortId: CohortId,
  assignmentId: z.string().optional(),
  learnerId: z.string().optional(),
  /** Login. */
  by: z.string(),
  reason: z.string().optional(),
  startedAt: Instant,
  closedAt: Instant.optional(),
  /** Absent until the work is planned. */
  parts: z.object({ done: z.int(), of: z.int() }).optional(),
  /** What the kind concluded; only of a job that is done. */
  result: Json.optional(),
  /** Why it failed. */
  fault: z.object({ code: z.string(), text: z.string() }).optional(),
});
export type JobView = z.infer<typeof JobView>;

export const jobPageSize = 25;

const JobsQuery = z.strictObject({ cursor: z.string().min(1).max(1024).optional() });

const JobList = z.object({ jobs: z.array(JobView), cursor: z.string().optional() });

export const getJob = defineEndpoint({
  name: "getJob",
  method: "GET",
  path: "/v1/jobs/{jobId}",
  summary: "How far work in the background is, and what it came to.",
  groups: everybody,
  answer: JobView,
  problems: ["job.not_found"],
});

export const cancelJob = defineEndpoint({
  name: "cancelJob",
  method: "POST",
  path: "/v1/jobs/{jobId}/cancel",
  summary: "Ends work in the background: nothing new is begun, what is done stays done.",
  groups: staff,
  answer: JobView,
  problems: ["job.not_found", "job.closed", "cohort.role_too_small"],
});

export const listJobs = defineEndpoint({
  name: "listJobs",
  method: "GET",
  path: "/v1/cohorts/{cohortId}/jobs",
  summary: "The jobs of a cohort, newest first.",
  groups: staff,
  query: JobsQuery,
  answer: JobList,
  problems: ["cohort.not_found", "cursor.invalid"],
});
