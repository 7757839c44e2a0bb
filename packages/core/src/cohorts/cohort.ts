import * as z from "zod";
import { CohortId, Instant, LearnerId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

export const Cohort = z.strictObject({
  cohortId: CohortId,
  name: z.string().min(1).max(100),
  /** Logins of the instructors who may see it. */
  instructors: z.array(z.string()),
  /** When it ends; the accounts of its learners are not opened after the last of their cohorts. */
  endsAt: Instant,
});
export type Cohort = z.infer<typeof Cohort>;

export const CohortRecord = defineRecord({
  kind: "cohort",
  schema: Cohort,
  key: (key: { cohortId: string }) => ({ pk: key.cohortId, sk: "cohort" }),
});

/** A learner in a cohort. Lies in the cohort's partition. */
export const Enrolment = z.strictObject({
  cohortId: CohortId,
  learnerId: LearnerId,
  login: z.string(),
  enrolledAt: Instant,
});
export type Enrolment = z.infer<typeof Enrolment>;

export const EnrolmentRecord = defineRecord({
  kind: "enrolment",
  schema: Enrolment,
  key: (key: { cohortId: string; learnerId: string }) => ({
    pk: key.cohortId,
    sk: `enrolment#${key.learnerId}`,
  }),
});
