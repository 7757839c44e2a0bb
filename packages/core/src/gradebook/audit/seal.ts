import * as z from "zod";
import { AssignmentId, CohortId, Instant, JobId, LearnerId, paddedNumber } from "../../ids.ts";
import { canonicalJson } from "../../json.ts";
import { defineRecord, type Table } from "../../storage/table.ts";
import type { Hash } from "../../submissions/ports.ts";

/**
 * What every result of a cohort stood on at one time, as one hash chained to the seal before. A
 * grade that is altered later, with all hashes of its own chain made anew, no longer fits it; and
 * the head of the seals goes into every export, out of our hands.
 */
export const Seal = z.strictObject({
  cohortId: CohortId,
  /** From 1. */
  number: z.int().min(1),
  /** The job that made it: repeating the job makes no second one. */
  jobId: JobId,
  at: Instant,
  /** Grades and terms until here are in it; what was being written then is in the next one. */
  upTo: Instant,
  /** By learner: SHA-256 of the heads of all their chains. */
  learners: z.record(LearnerId, z.string()),
  /**
   * By learner: the number of the first seal that their chains no longer fitted when a later one
   * was made. It goes on from seal to seal, so that what was altered is not sealed over.
   */
  differing: z.record(LearnerId, z.int().min(1)).optional(),
  /** By assignment: SHA-256 of its rules when it was sealed; they have no chain of their own. */
  rules: z.record(AssignmentId, z.string()).optional(),
  /** Hash of the seal before; absent on the first. */
  previousHash: z.string().optional(),
  /** SHA-256 of all of the above. */
  hash: z.string(),
});
export type Seal = z.infer<typeof Seal>;

/** Partition `seals#cohortId`, sort key the number. */
export const SealRecord = defineRecord({
  kind: "seal",
  schema: Seal,
  key: (key: { cohortId: string; number: number }) => ({
    pk: sealPartition(key.cohortId),
    sk: paddedNumber(key.number),
  }),
  compressed: ["learners", "differing", "rules"],
});

export function sealPartition(cohortId: string): string {
  return `seals#${cohortId}`;
}

/** The head of a cohort's seals: what exports carry. */
export async function newestSeal(cohortId: string, table: Table): Promise<Seal | undefined> {
  const page = await table.list(SealRecord, {
    ...{ pk: sealPartition(cohortId), prefix: "" },
    ...{ descending: true, limit: 1 },
  });
  return page.items[0];
}

/** A seal with its hash. */
export function sealed(content: Omit<Seal, "hash">, hash: Hash): Seal {
  return { ...content, hash: hash(canonicalJson(content)) };
}

export type SealProblemCode = "seal.altered" | "seal.missing";

/** What is wrong with a row of seals, from any one on to the newest. */
export function sealProblems(
  seals: readonly Seal[],
  hash: Hash,
): readonly { readonly number: number; readonly code: SealProblemCode }[] {
  return seals.flatMap((seal, at) => {
    const { hash: kept, ...content } = seal;
    const before = seals[at - 1];
    const isAltered =
      kept !== hash(canonicalJson(content)) ||
      (before !== undefined && seal.previousHash !== before.hash);
    const isGap = before !== undefined && seal.number !== before.number + 1;
    return [
      ...(isAltered ? [{ number: seal.number, code: "seal.altered" as const }] : []),
      ...(isGap ? [{ number: before.number + 1, code: "seal.missing" as const }] : []),
    ];
  });
}
