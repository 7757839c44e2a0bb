import { type Cohort, CohortRecord } from "../cohorts/cohort.ts";
import type { Learner } from "../cohorts/learner.ts";
import type { Table } from "../storage/table.ts";
import type { Now } from "../submissions/ports.ts";

/** The learner's cohorts that have not ended, the one that ends last first. */
export async function runningCohorts(
  learner: Pick<Learner, "cohorts">,
  { table, now }: { readonly table: Table; readonly now: Now },
): Promise<readonly Cohort[]> {
  const all = await Promise.all(
    learner.cohorts.map((cohortId) => table.get(CohortRecord, { cohortId })),
  );
  return all
    .flatMap((cohort) => (cohort && cohort.endsAt > now() ? [cohort] : []))
    .sort((left, right) => (left.endsAt > right.endsAt ? -1 : 1));
}
