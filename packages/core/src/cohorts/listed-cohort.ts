import * as z from "zod";
import { CohortId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

/** Every cohort of the deployment in one partition, for what is done for all of them each day. */
export const ListedCohort = z.strictObject({ cohortId: CohortId });
export type ListedCohort = z.infer<typeof ListedCohort>;

export const cohortsPartition = "cohorts";

export const ListedCohortRecord = defineRecord({
  kind: "listed-cohort",
  schema: ListedCohort,
  key: (key: { cohortId: string }) => ({ pk: cohortsPartition, sk: key.cohortId }),
});
