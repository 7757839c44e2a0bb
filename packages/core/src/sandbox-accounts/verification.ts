import * as z from "zod";
import { ReasonParams } from "../grading/outcome.ts";
import { AccountId, Instant, JobId, LearnerId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

/** What is looked at, in this order, with the words that a learner reads. */
export const verifySteps = {
  assumable: "The role opens for us with your ExternalId",
  withoutExternalId: "It stays shut without an ExternalId",
  withWrongExternalId: "It stays shut with another ExternalId",
  account: "It is a role of the account that you registered",
  writes: "It allows no write",
  reads: "It allows what your labs read",
  binding: "The account is yours in this course",
} as const;
export type VerifyStepName = keyof typeof verifySteps;
export const verifyStepNames = [
  "assumable",
  "withoutExternalId",
  "withWrongExternalId",
  "account",
  "writes",
  "reads",
  "binding",
] as const satisfies readonly VerifyStepName[];

export const VerifyStep = z.strictObject({
  step: z.enum(verifyStepNames),
  /** `warned`: the account is verified all the same. `not_done`: an earlier step failed. */
  outcome: z.enum(["passed", "failed", "warned", "not_done"]),
  /** Why it did not pass; a reason code of the catalogue. */
  reason: z.string().optional(),
  params: ReasonParams.optional(),
  at: Instant,
});
export type VerifyStep = z.infer<typeof VerifyStep>;

/** What a job of the kind `verify` is told. */
export const VerifyInput = z.strictObject({ accountId: AccountId });
/** What it ends with. */
export const VerifyResult = z.strictObject({ isVerified: z.boolean() });

/** How far a verification is; rewritten with every step, so that people can watch. */
export const Verification = z.strictObject({
  jobId: JobId,
  learnerId: LearnerId,
  accountId: AccountId,
  /** Looks that ended red: a change of a role takes some seconds until AWS sees it everywhere. */
  redLooks: z.int().min(0),
  steps: z.array(VerifyStep),
  updatedAt: Instant,
});
export type Verification = z.infer<typeof Verification>;

/** Beside its job: partition `jobId`, sort key `verification`. */
export const VerificationRecord = defineRecord({
  kind: "verification",
  schema: Verification,
  key: (key: { jobId: string }) => ({ pk: key.jobId, sk: "verification" }),
});
