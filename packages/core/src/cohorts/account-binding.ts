import * as z from "zod";
import { AccountId, Instant, LearnerId } from "../ids.ts";
import { ExternalId, Rebinding } from "../sandbox-accounts/registration.ts";
import { defineRecord } from "../storage/table.ts";
import type { Instant as Time } from "../time.ts";

/**
 * The only authority for opening a learner's account: which learner an account belongs to and the
 * ExternalId that its role asks for. Read again at each session, never cached.
 */
export const AccountBinding = z.strictObject({
  accountId: AccountId,
  learnerId: LearnerId,
  externalId: ExternalId,
  /** The learner's account is not opened after this: the end of the last running cohort. */
  expiresAt: Instant,
  verifiedAt: Instant,
  /** Only a signed request came from it, so its role opens nothing; absent: the role was verified. */
  provenBy: z.literal("signature").optional(),
  /** Staff took it from the learner before. */
  rebound: Rebinding.optional(),
});
export type AccountBinding = z.infer<typeof AccountBinding>;

export const AccountBindingRecord = defineRecord({
  kind: "account-binding",
  schema: AccountBinding,
  key: (key: { accountId: string }) => ({ pk: `account#${key.accountId}`, sk: "binding" }),
});

/**
 * Whether an account is another learner's now. Whoever proves it may have it where its time has
 * ended, or where staff said so since it last changed hands.
 */
export function isBoundToAnother(
  binding: AccountBinding | undefined,
  claim: { readonly learnerId: string; readonly rebinding?: Rebinding | undefined },
  now: Time,
): boolean {
  if (!binding || binding.learnerId === claim.learnerId || now >= binding.expiresAt) return false;
  const { rebinding } = claim;
  if (!rebinding) return true;
  return binding.rebound !== undefined && binding.rebound.at >= rebinding.at;
}
