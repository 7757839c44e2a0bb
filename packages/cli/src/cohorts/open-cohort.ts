import type { Client } from "@lab-grader/core/client";
import type { Enrolment } from "@lab-grader/core/cohorts/enrolment";
import { type CohortView, getCohort } from "@lab-grader/core/contracts/endpoints/cohorts";
import { listLearners } from "@lab-grader/core/contracts/endpoints/roster";
import { CohortId } from "@lab-grader/core/ids";
import { usageError } from "../command-error.ts";
import { findCohort } from "../service/find-cohort.ts";

/** The argument of most commands about a cohort. */
export const cohortArgument = { name: "<cohort>", description: "the cohort's name or id" } as const;
/** Who is asking, in the local system. */
export const asFlag = {
  flags: "--as <login>",
  description: "who you are; local system only",
} as const;

/** By its name among the caller's own, or by its id: administrators open every cohort. */
export async function openCohort(client: Client, wanted: string): Promise<CohortView> {
  const cohortId = CohortId.safeParse(wanted).success
    ? wanted
    : (await findCohort(client, wanted)).cohortId;
  return await client.call(getCohort, { params: { cohortId } });
}

/** Everybody on the roster, dropped ones too. */
export async function allLearners(client: Client, cohortId: string): Promise<Enrolment[]> {
  const learners: Enrolment[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call(listLearners, { params: { cohortId }, query: { cursor } });
    learners.push(...page.learners);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return learners;
}

/** @throws CommandError of kind `usage` where nobody on the roster has this login or id. */
export async function getLearner(
  client: Client,
  { cohortId, name }: Pick<CohortView, "cohortId" | "name">,
  wanted: string,
): Promise<Enrolment> {
  const learners = await allLearners(client, cohortId);
  const found = learners.find(({ login, learnerId }) => login === wanted || learnerId === wanted);
  if (found) return found;
  throw usageError("usage.learner_unknown", `Nobody called ${wanted} is in the cohort ${name}.`);
}
