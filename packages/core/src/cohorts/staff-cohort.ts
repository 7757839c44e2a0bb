import * as z from "zod";
import { CohortId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

/**
 * From the login of a member of staff to their cohorts, so that a list needs no Scan. Only a way
 * to find them: who may see a cohort is decided by the cohort's own staff.
 */
export const StaffCohort = z.strictObject({ login: z.string(), cohortId: CohortId });
export type StaffCohort = z.infer<typeof StaffCohort>;

export const StaffCohortRecord = defineRecord({
  kind: "staff-cohort",
  schema: StaffCohort,
  key: (key: { login: string; cohortId: string }) => ({
    pk: `staff#${key.login}`,
    sk: key.cohortId,
  }),
});
