import * as z from "zod";
import { AccountId, Instant, JobId, LearnerId } from "../ids.ts";
import { listAll } from "../storage/list-all.ts";
import { defineRecord, type Table } from "../storage/table.ts";

/** 128 random bits of ours, hexadecimal. Secret: never logged, never in an error or an address. */
export const ExternalId = z.string().regex(/^[0-9a-f]{32}$/);

/** Staff let a learner have an account that may still be another one's. */
export const Rebinding = z.strictObject({ by: z.string(), at: Instant, reason: z.string() });
export type Rebinding = z.infer<typeof Rebinding>;

/**
 * What a learner says: this is my account. Opens nothing; only what was verified becomes the
 * account's binding. One for each account that the learner ever named.
 */
export const Registration = z.strictObject({
  learnerId: LearnerId,
  accountId: AccountId,
  /** Of this learner and account. Newer than the binding's until it is verified. */
  externalId: ExternalId,
  /** The account that was named last is the learner's. */
  chosenAt: Instant,
  /** Counts the writes of this item. */
  version: z.int().min(1),
  /** The last verification. */
  jobId: JobId.optional(),
  rebinding: Rebinding.optional(),
});
export type Registration = z.infer<typeof Registration>;

/** Partition `learnerId`, sort key `registration#<accountId>`. */
export const RegistrationRecord = defineRecord({
  kind: "registration",
  schema: Registration,
  key: (key: { learnerId: string; accountId: string }) => ({
    pk: key.learnerId,
    sk: `registration#${key.accountId}`,
  }),
});

/** The account that the learner named last; `undefined` where there is none. */
export async function findRegistration(
  { learnerId }: { readonly learnerId: string },
  table: Table,
): Promise<Registration | undefined> {
  return (await registrationsOf(learnerId, table)).at(-1);
}

/** In the order in which they were named. */
export async function registrationsOf(
  learnerId: string,
  table: Table,
): Promise<readonly Registration[]> {
  const all = await listAll(table, RegistrationRecord, { pk: learnerId, prefix: "registration#" });
  return all.toSorted((left, right) => (left.chosenAt < right.chosenAt ? -1 : 1));
}

/**
 * Writes the next version of what was seen.
 * @returns `undefined` where somebody else was faster.
 */
export async function changeRegistration(
  seen: Registration,
  change: Partial<Pick<Registration, "externalId" | "chosenAt" | "jobId" | "rebinding">>,
  table: Table,
): Promise<Registration | undefined> {
  const next = { ...seen, ...change, version: seen.version + 1 };
  const isWritten = await table.put(RegistrationRecord, next, {
    field: "version",
    equals: seen.version,
  });
  return isWritten ? next : undefined;
}
