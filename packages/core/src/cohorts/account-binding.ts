import * as z from "zod";
import { AccountId, Instant, LearnerId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

/**
 * The only authority for opening a learner's account: which learner an account belongs to and the
 * ExternalId that its role asks for. Read again at each session, never cached.
 */
export const AccountBinding = z.strictObject({
  accountId: AccountId,
  learnerId: LearnerId,
  /** 128 random bits of ours, hexadecimal. Secret: never logged, never in an error. */
  externalId: z.string().regex(/^[0-9a-f]{32}$/),
  /** The learner's account is not opened after this: the end of the last running cohort. */
  expiresAt: Instant,
  verifiedAt: Instant,
});
export type AccountBinding = z.infer<typeof AccountBinding>;

export const AccountBindingRecord = defineRecord({
  kind: "account-binding",
  schema: AccountBinding,
  key: (key: { accountId: string }) => ({ pk: `account#${key.accountId}`, sk: "binding" }),
});
