import * as z from "zod";
import { CohortId, Instant, LearnerId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

const Text = z.string().regex(/^[^\p{Cc}]{1,200}$/u, "one line of at most 200 characters");
const Email = Text.regex(/^[^\s@]+@[^\s@]+$/, "an e-mail address");

/** A person's name as far as the roster tells it. */
export const PersonName = z.strictObject({
  /** In one piece, as it is shown. */
  full: Text,
  given: Text.optional(),
  family: Text.optional(),
});
export type PersonName = z.infer<typeof PersonName>;

/** By what other systems know the learner; grades are exported under these. */
export const ExternalIds = z.strictObject({
  /** Canvas, column `ID`. */
  canvasId: Text.optional(),
  sisUserId: Text.optional(),
  sisLoginId: Text.optional(),
  /** Canvas, column `Integration ID`. */
  integrationId: Text.optional(),
  /** Moodle, column `ID number`. */
  moodleIdNumber: Text.optional(),
  moodleUsername: Text.optional(),
});
export type ExternalIds = z.infer<typeof ExternalIds>;

/**
 * A learner in a cohort. Lies in the cohort's partition. What a roster says of a person stays here:
 * the roster of one cohort changes nothing that another one shows.
 */
export const Enrolment = z.strictObject({
  cohortId: CohortId,
  learnerId: LearnerId,
  login: z.string(),
  /** Counts the changes of this enrolment. */
  version: z.int().min(1),
  /** Who is dropped keeps their grades and can't submit. */
  state: z.enum(["enrolled", "dropped"]),
  name: PersonName.optional(),
  email: Email.optional(),
  section: Text.optional(),
  externalIds: ExternalIds,
  /** Of the last time that the learner came in. */
  enrolledAt: Instant,
  /** Present while dropped. */
  droppedAt: Instant.optional(),
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
