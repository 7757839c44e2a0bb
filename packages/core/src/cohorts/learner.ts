import * as z from "zod";
import { AccountId, CohortId, Instant, LearnerId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

/**
 * A person who learns, over all cohorts. What rosters say of them lies in their enrolments.
 */
export const Learner = z.strictObject({
  learnerId: LearnerId,
  login: z.string().min(1).max(128),
  /** Counts the changes of `cohorts`. */
  version: z.int().min(1),
  /** Cohorts that the learner is enrolled in, and not dropped from. */
  cohorts: z.array(CohortId),
  /** Cohorts that the learner was dropped from; absent: none. */
  formerCohorts: z.array(CohortId).optional(),
  /** The sandbox account; absent until it is registered and verified. */
  accountId: AccountId.optional(),
  /** Their personal data is gone, or going; the login is a placeholder. */
  erased: z.strictObject({ by: z.string(), at: Instant, reason: z.string() }).optional(),
});
export type Learner = z.infer<typeof Learner>;

export const LearnerRecord = defineRecord({
  kind: "learner",
  schema: Learner,
  key: (key: { learnerId: string }) => ({ pk: key.learnerId, sk: "learner" }),
});

/** From the login of a token to the learner; one login is one learner in the whole school. */
export const LearnerLogin = z.strictObject({ login: z.string(), learnerId: LearnerId });
export type LearnerLogin = z.infer<typeof LearnerLogin>;

export const LearnerLoginRecord = defineRecord({
  kind: "login",
  schema: LearnerLogin,
  key: (key: { login: string }) => ({ pk: `login#${key.login}`, sk: "login" }),
});
