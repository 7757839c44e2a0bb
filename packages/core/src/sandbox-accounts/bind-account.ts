import {
  type AccountBinding,
  AccountBindingRecord,
  isBoundToAnother,
} from "../cohorts/account-binding.ts";
import { LearnerRecord } from "../cohorts/learner.ts";
import type { Table } from "../storage/table.ts";
import type { Now } from "../submissions/ports.ts";
import type { Registration } from "./registration.ts";

export interface BindDeps {
  readonly table: Table;
  readonly now: Now;
}

/**
 * Makes a proven account the learner's: the binding, then the learner. Repeatable. One account has
 * one learner, whatever is proven at the same time.
 * @returns `taken` where it is another learner's and staff have not said otherwise.
 * @throws Error when somebody else changed the binding meanwhile: the message comes back.
 */
export async function bindAccount(
  proven: {
    readonly registration: Registration;
    /** Nothing is opened after this. */
    readonly expiresAt: string;
    /** By its role, or by a request that was signed in it. */
    readonly by: "role" | "signature";
  },
  { table, now }: BindDeps,
): Promise<"bound" | "taken"> {
  const { registration, expiresAt, by } = proven;
  const { accountId, learnerId, externalId, rebinding } = registration;
  const seen = await table.get(AccountBindingRecord, { accountId });
  if (isBoundToAnother(seen, registration, now())) return "taken";
  const own = seen?.learnerId === learnerId ? seen : undefined;
  const rebound = rebinding ?? own?.rebound;
  const binding: AccountBinding = {
    accountId,
    learnerId,
    // A signature says nothing of the role: what it was proven with stays.
    ...(by === "role" || !own
      ? { externalId, ...(by === "signature" && { provenBy: "signature" as const }) }
      : { externalId: own.externalId, ...(own.provenBy && { provenBy: own.provenBy }) }),
    expiresAt,
    verifiedAt: now(),
    ...(rebound && { rebound }),
  };
  const isWritten = await table.put(
    AccountBindingRecord,
    binding,
    seen
      ? {
          all: [
            { field: "learnerId", equals: seen.learnerId },
            { field: "verifiedAt", equals: seen.verifiedAt },
          ],
        }
      : { itemIsAbsent: true },
  );
  if (!isWritten) throw new Error(`the binding of the account ${accountId} changed meanwhile`);
  await table.update(
    LearnerRecord,
    { learnerId },
    { accountId },
    { field: "learnerId", equals: learnerId },
  );
  return "bound";
}
