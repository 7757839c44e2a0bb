import * as z from "zod";
import { AccountId, CohortId, LearnerId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

/** A person who learns, over all cohorts. */
export const Learner = z.strictObject({
  learnerId: LearnerId,
  login: z.string().min(1).max(128),
  /** Cohorts that the learner is enrolled in. */
  cohorts: z.array(CohortId),
  /** The sandbox account; absent until it is registered and verified. */
  accountId: AccountId.optional(),
});
export type Learner = z.infer<typeof Learner>;

export const LearnerRecord = defineRecord({
  kind: "learner",
  schema: Learner,
  key: (key: { learnerId: string }) => ({ pk: key.learnerId, sk: "learner" }),
});

/** From the login of a token to the learner. */
export const LearnerLogin = z.strictObject({ login: z.string(), learnerId: LearnerId });
export type LearnerLogin = z.infer<typeof LearnerLogin>;

export const LearnerLoginRecord = defineRecord({
  kind: "login",
  schema: LearnerLogin,
  key: (key: { login: string }) => ({ pk: `login#${key.login}`, sk: "login" }),
});
