import * as z from "zod";
import { CohortAssignmentRecord } from "../../cohorts/cohort-assignment.ts";
import { EnrolmentRecord } from "../../cohorts/enrolment.ts";
import { LearnerId } from "../../ids.ts";
import type { Job, JobResults } from "../../jobs/job.ts";
import { JobFailure, type JobWork } from "../../jobs/job-work.ts";
import { listAll } from "../../storage/list-all.ts";
import type { Table } from "../../storage/table.ts";
import type { Hash } from "../../submissions/ports.ts";
import { addSeconds } from "../../time.ts";
import { auditLearner } from "./learner-audit.ts";
import { newestSeal, type Seal, SealRecord, sealed } from "./seal.ts";

const learnersOfPart = 20;
/** Longer than any grade takes from its time to its commit, a lease and its margin included. */
export const settledSeconds = 900;

const Sealed = z.object({
  learnerId: LearnerId,
  hash: z.string(),
  grades: z.int(),
  problems: z.array(z.object({ code: z.string(), at: z.string() })),
});

/** Seals a cohort: walks every chain of every learner, then chains the seal to the one before. */
export function sealWork(deps: { readonly table: Table; readonly hash: Hash }): JobWork {
  const { table } = deps;
  return {
    plan: async ({ cohortId }) => {
      const enrolments = await listAll(table, EnrolmentRecord, {
        ...{ pk: cohortId, prefix: "enrolment#" },
      });
      const learners = enrolments.map(({ learnerId }) => learnerId);
      return Array.from({ length: Math.ceil(learners.length / learnersOfPart) }, (_, part) =>
        learners.slice(part * learnersOfPart, (part + 1) * learnersOfPart),
      );
    },
    work: async (job, learnerId) => {
      const assignments = await listAll(table, CohortAssignmentRecord, {
        ...{ pk: job.cohortId, prefix: "assignment#" },
      });
      const assignmentIds = assignments.map(({ assignmentId }) => assignmentId);
      const { hash, grades, problems } = await auditLearner(
        { learnerId, assignmentIds, upTo: sealedUpTo(job) },
        deps,
      );
      return { learnerId, hash, grades, problems: problems.map((each) => ({ ...each })) };
    },
    finish: async (job, parts) => await finish(job, parts, deps),
  };
}

function sealedUpTo({ startedAt }: Job): string {
  return addSeconds(startedAt, -settledSeconds);
}

async function finish(
  job: Job,
  parts: readonly JobResults[],
  { table, hash }: { readonly table: Table; readonly hash: Hash },
) {
  const learners = z.array(Sealed).parse(parts.flatMap(({ results = [] }) => results));
  const { cohortId, jobId } = job;
  const conclude = ({ number, hash: head, upTo, at }: Seal) => ({
    ...{ number, hash: head, upTo, at },
    learners: learners.length,
    grades: learners.reduce((sum, { grades }) => sum + grades, 0),
    problems: learners.flatMap(({ learnerId, problems }) =>
      problems.map((problem) => ({ learnerId, ...problem })),
    ),
  });
  const before = await newestSeal(cohortId, table);
  if (before?.jobId === jobId) return concluded(conclude(before));
  const next = sealed(
    {
      ...{ cohortId, jobId, at: job.startedAt, upTo: sealedUpTo(job) },
      number: (before?.number ?? 0) + 1,
      learners: Object.fromEntries(learners.map((each) => [each.learnerId, each.hash])),
      ...(before && { previousHash: before.hash }),
    },
    hash,
  );
  // Two jobs at once: the one that comes second throws, comes back and chains itself to the first.
  if (!(await table.put(SealRecord, next, { itemIsAbsent: true })))
    throw new Error(`another seal of ${cohortId} was put at the same time`);
  return concluded(conclude(next));
}

/** What was altered is told to whoever operates the deployment, not only written down. */
function concluded<Result extends { number: number; problems: readonly object[] }>(
  result: Result,
): Result {
  const { number, problems } = result;
  if (problems.length > 0)
    throw new JobFailure("audit.broken", { number, problems: problems.length });
  return result;
}
