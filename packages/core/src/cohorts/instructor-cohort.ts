import * as z from "zod";
import { CohortId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

/**
 * From the login of an instructor to their cohorts, so that a list needs no Scan. Only a way to
 * find them: who may see a cohort is decided by the cohort's own list of instructors.
 */
export const InstructorCohort = z.strictObject({ login: z.string(), cohortId: CohortId });
export type InstructorCohort = z.infer<typeof InstructorCohort>;

export const InstructorCohortRecord = defineRecord({
  kind: "instructor-cohort",
  schema: InstructorCohort,
  key: (key: { login: string; cohortId: string }) => ({
    pk: `instructor#${key.login}`,
    sk: key.cohortId,
  }),
});
