import type { Client } from "@lab-grader/core/client";
import { listCohorts } from "@lab-grader/core/contracts/endpoints/cohorts";
import type { CohortList } from "@lab-grader/core/contracts/http";
import { usageError } from "../command-error.ts";

export type FoundCohort = CohortList["cohorts"][number];

/**
 * The cohort of that name or id; without one the only one there is.
 * @throws CommandError of kind `usage` where there is none, or more than one.
 */
export async function findCohort(client: Client, wanted: string | undefined): Promise<FoundCohort> {
  const { cohorts } = await client.call(listCohorts, {});
  const found = cohorts.filter(
    ({ cohortId, name }) => wanted === undefined || cohortId === wanted || name === wanted,
  );
  const [only, ...more] = found;
  if (only && more.length === 0) return only;
  const list = (some: readonly FoundCohort[]): string =>
    some.map(({ cohortId, name }) => `  ${name}   ${cohortId}`).join("\n");
  if (only) {
    throw usageError("usage.cohort_ambiguous", `Which cohort? Name one of them:\n${list(found)}`);
  }
  const yours = cohorts.length === 0 ? "You have none." : `You have:\n${list(cohorts)}`;
  throw usageError(
    "usage.cohort_unknown",
    wanted === undefined ? yours : `You have no cohort "${wanted}". ${yours}`,
  );
}
