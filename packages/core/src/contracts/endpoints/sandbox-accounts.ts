import * as z from "zod";
import { AccountId, Instant, JobId, LearnerId } from "../../ids.ts";
import { JobState } from "../../jobs/job.ts";
import { verifyStepNames } from "../../sandbox-accounts/verification.ts";
import { defineEndpoint, staff } from "../endpoint.ts";

const Reason = z.string().trim().min(1, "why: it is kept and shown").max(500);

/** One look at the role, in the words of a page. */
export const VerifyStepView = z.object({
  step: z.enum(verifyStepNames),
  title: z.string(),
  /** `waiting`: looked at again in some seconds. `warned`: it does not stand in the way. */
  outcome: z.enum(["passed", "failed", "warned", "not_done", "waiting"]),
  /** Present where it did not pass. */
  reason: z.string().optional(),
  found: z.string().optional(),
  doNext: z.string().optional(),
  read: z.string().optional(),
  /** Actions that the role lacks. */
  missing: z.array(z.string()).optional(),
  at: Instant,
});
export type VerifyStepView = z.infer<typeof VerifyStepView>;

export const VerificationView = z.object({
  jobId: JobId,
  state: JobState,
  startedAt: Instant,
  /** Once it is done. */
  isVerified: z.boolean().optional(),
  steps: z.array(VerifyStepView),
  /** What the system could not do, where the job failed. */
  fault: z.string().optional(),
});
export type VerificationView = z.infer<typeof VerificationView>;

/** How the learner makes the role. */
export const RoleSetUp = z.discriminatedUnion("way", [
  /** One click in the AWS console. The ExternalId stands behind its `#`, which no server sees. */
  z.object({ way: z.literal("link"), link: z.url() }),
  /** Where there is no template to link to: the documents of the role, as JSON texts. */
  z.object({
    way: z.literal("documents"),
    trustPolicy: z.string(),
    /** Null while no lab is given to the learner: there is nothing to allow. */
    rolePolicy: z.string().nullable(),
  }),
]);
export type RoleSetUp = z.infer<typeof RoleSetUp>;

export const SandboxAccount = z.object({
  state: z.enum(["unregistered", "registered", "verifying", "verified", "expired"]),
  accountId: AccountId.nullable(),
  /** How it was proven to be the learner's; null until it was. */
  provenBy: z.enum(["role", "signature"]).nullable(),
  /** The account is not opened after this; null until it was proven. */
  expiresAt: Instant.nullable(),
  /** A new ExternalId waits for its verification; the old one still holds. */
  isRotating: z.boolean(),
  /** The last one; null before the first. */
  verification: VerificationView.nullable(),
});
export type SandboxAccount = z.infer<typeof SandboxAccount>;

/** The same for the learner, who makes the role. */
export const OwnSandboxAccount = SandboxAccount.extend({
  roleName: z.string(),
  /** Null until an account is registered. */
  setUp: RoleSetUp.nullable(),
  /** What to do next, in order. */
  nextSteps: z.array(z.string()),
});
export type OwnSandboxAccount = z.infer<typeof OwnSandboxAccount>;

export const VerificationStarted = z.object({ jobId: JobId, state: JobState });

const path = "/v1/sandbox-account";
const learnerPath = "/v1/cohorts/{cohortId}/learners/{learnerId}/sandbox-account";

export const getSandboxAccount = defineEndpoint({
  name: "getSandboxAccount",
  method: "GET",
  path,
  summary:
    "The caller's sandbox account: its state, how to make the role, and the last verification.",
  groups: ["learner"],
  answer: OwnSandboxAccount,
  problems: ["learner.not_found"],
});

export const registerSandboxAccount = defineEndpoint({
  name: "registerSandboxAccount",
  method: "PUT",
  path,
  summary: "Registers an AWS account as the caller's; it is theirs once it is verified.",
  groups: ["learner"],
  body: z.strictObject({ accountId: AccountId }),
  answer: OwnSandboxAccount,
  problems: [
    "learner.not_found",
    "sandbox.account_taken",
    "sandbox.own_account",
    "sandbox.too_many_accounts",
    "sandbox.changed_meanwhile",
  ],
});

export const verifySandboxAccount = defineEndpoint({
  name: "verifySandboxAccount",
  method: "POST",
  path: `${path}/verification`,
  summary: "Starts to verify the registered account; ask for the account to follow its steps.",
  groups: ["learner"],
  answer: VerificationStarted,
  statuses: [202, 200],
  problems: ["learner.not_found", "sandbox.unregistered", "sandbox.no_cohort"],
});

export const rotateExternalIdOfAccount = defineEndpoint({
  name: "rotateExternalId",
  method: "POST",
  path: `${path}/external-id`,
  summary:
    "Makes a new ExternalId for the registered account; the old one holds until it is verified.",
  groups: ["learner"],
  answer: OwnSandboxAccount,
  problems: ["learner.not_found", "sandbox.unregistered", "sandbox.changed_meanwhile"],
});

export const getLearnersSandboxAccount = defineEndpoint({
  name: "getLearnersSandboxAccount",
  method: "GET",
  path: learnerPath,
  summary: "The sandbox account of a learner, as staff see it: without the way to make its role.",
  groups: staff,
  answer: SandboxAccount.extend({ learnerId: LearnerId }),
  problems: ["cohort.not_found", "learner.not_found"],
});

export const rebindSandboxAccount = defineEndpoint({
  name: "rebindSandboxAccount",
  method: "POST",
  path: learnerPath,
  summary:
    "Lets a learner have an account, also one that is another learner's; it moves once they verify it.",
  groups: staff,
  body: z.strictObject({ accountId: AccountId, reason: Reason }),
  answer: SandboxAccount.extend({ learnerId: LearnerId }),
  problems: [
    "cohort.not_found",
    "cohort.role_too_small",
    "learner.not_found",
    "sandbox.own_account",
    "sandbox.too_many_accounts",
    "sandbox.changed_meanwhile",
  ],
});

export const rotateLearnersExternalId = defineEndpoint({
  name: "rotateLearnersExternalId",
  method: "POST",
  path: `${learnerPath}/external-id`,
  summary:
    "Makes a new ExternalId for a learner's account; the learner updates the role and verifies.",
  groups: staff,
  body: z.strictObject({ reason: Reason }),
  answer: SandboxAccount.extend({ learnerId: LearnerId }),
  problems: [
    "cohort.not_found",
    "cohort.role_too_small",
    "learner.not_found",
    "sandbox.unregistered",
    "sandbox.changed_meanwhile",
  ],
});
