import { CohortRecord } from "../../cohorts/cohort.ts";
import { cohortsPartition, ListedCohortRecord } from "../../cohorts/listed-cohort.ts";
import { idFrom } from "../../ids.ts";
import { type JobDeps, startJob } from "../../jobs/start-job.ts";
import { listAll } from "../../storage/list-all.ts";
import type { Hash, NewId } from "../../submissions/ports.ts";
import { addSeconds } from "../../time.ts";

/** Results still change for a while after the end: inquiries, regrades. */
const sealedAfterEndSeconds = 90 * 86_400;

/**
 * Starts a seal of every cohort that is not long over. Once a day and cohort, however often it
 * runs: the day makes the job's id.
 * @returns how many were asked for.
 */
export async function startSeals(
  deps: JobDeps & { readonly newId: NewId; readonly hash: Hash },
): Promise<number> {
  const { table, now, hash } = deps;
  const at = now();
  const day = at.slice(0, "2026-01-31".length);
  const listed = await listAll(table, ListedCohortRecord, { pk: cohortsPartition, prefix: "" });
  let started = 0;
  for (const { cohortId } of listed) {
    const cohort = await table.get(CohortRecord, { cohortId });
    if (!cohort || addSeconds(cohort.endsAt, sealedAfterEndSeconds) < at) continue;
    const jobId = idFrom("job", bytesOf(hash(`seal ${cohortId} ${day}`)));
    await startJob({ jobId, kind: "seal", cohortId, by: "schedule", input: {} }, deps);
    started += 1;
  }
  return started;
}

function bytesOf(hexadecimal: string): Uint8Array {
  return Uint8Array.from(hexadecimal.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
