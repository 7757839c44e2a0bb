import * as z from "zod";
import { AssignmentRecord } from "../../cohorts/assignment.ts";
import { CohortAssignmentRecord } from "../../cohorts/cohort-assignment.ts";
import { EnrolmentRecord } from "../../cohorts/enrolment.ts";
import { LearnerId } from "../../ids.ts";
import type { Job, JobResults } from "../../jobs/job.ts";
import { JobFailure, type JobWork } from "../../jobs/job-work.ts";
import { canonicalJson } from "../../json.ts";
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
  /** The seal before, where what it sealed is another thing now. */
  differsFrom: z.int().optional(),
});

/**
 * Seals a cohort: walks every chain of every learner, compares it with the seal before, then chains
 * the new one to it.
 */
export function sealWork(deps: { readonly table: Table; readonly hash: Hash }): JobWork {
  const { table } = deps;
  const sealBefore = rememberedSeal(table);
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
      const before = await sealBefore(job);
      const sealedBefore = before?.learners[learnerId];
      const { hash, earlierHash, grades, problems } = await auditLearner(
        {
          ...{ cohortId: job.cohortId, learnerId, assignmentIds },
          ...{ upTo: sealedUpTo(job), earlier: before?.upTo },
        },
        deps,
      );
      const differs = before && sealedBefore !== undefined && sealedBefore !== earlierHash;
      return {
        ...{ learnerId, hash, grades },
        problems: problems.map((each) => ({ ...each })),
        ...(differs && { differsFrom: before.number }),
      };
    },
    finish: async (job, parts) => await finish(job, parts, deps),
  };
}

/** One seal for all learners of a job: its hashes are many. */
function rememberedSeal(table: Table) {
  let last: { jobId: string; seal: Promise<Seal | undefined> } | undefined;
  return ({ jobId, cohortId }: Job): Promise<Seal | undefined> => {
    if (last?.jobId === jobId) return last.seal;
    const seal = newestSeal(cohortId, table);
    last = { jobId, seal };
    return seal;
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
    problems: learners.flatMap(({ learnerId, problems, differsFrom }) => [
      ...problems.map((problem) => ({ learnerId, ...problem })),
      ...(differsFrom === undefined
        ? []
        : [{ learnerId, code: "seal.differs", at: String(differsFrom) }]),
    ]),
  });
  const before = await newestSeal(cohortId, table);
  if (before?.jobId === jobId) return concluded(conclude(before));
  const differing = {
    ...Object.fromEntries(
      learners.flatMap(({ learnerId, differsFrom }) =>
        differsFrom === undefined ? [] : [[learnerId, differsFrom]],
      ),
    ),
    ...before?.differing,
  };
  const next = sealed(
    {
      ...{ cohortId, jobId, at: job.startedAt, upTo: sealedUpTo(job) },
      number: (before?.number ?? 0) + 1,
      learners: Object.fromEntries(learners.map((each) => [each.learnerId, each.hash])),
      ...(Object.keys(differing).length > 0 && { differing }),
      rules: await rulesOf(cohortId, { table, hash }),
      ...(before && { previousHash: before.hash }),
    },
    hash,
  );
  // Two jobs at once: the one that comes second throws, comes back and chains itself to the first.
  if (!(await table.put(SealRecord, next, { itemIsAbsent: true })))
    throw new Error(`another seal of ${cohortId} was put at the same time`);
  return concluded(conclude(next));
}

/** By assignment. */
export async function rulesOf(
  cohortId: string,
  { table, hash }: { readonly table: Table; readonly hash: Hash },
): Promise<Record<string, string>> {
  const columns = await listAll(table, CohortAssignmentRecord, {
    ...{ pk: cohortId, prefix: "assignment#" },
  });
  const assignments = await Promise.all(
    columns.map((column) => table.get(AssignmentRecord, column)),
  );
  return Object.fromEntries(
    assignments.flatMap((assignment) =>
      assignment ? [[assignment.assignmentId, hash(canonicalJson(assignment))]] : [],
    ),
  );
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
