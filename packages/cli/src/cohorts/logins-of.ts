import type { Client } from "@lab-grader/core/client";
import { listLearners } from "@lab-grader/core/contracts/endpoints/roster";

/** The logins of a cohort's learners by their ids, dropped ones too. */
export async function loginsOf(
  client: Client,
  cohortId: string,
): Promise<ReadonlyMap<string, string>> {
  const logins = new Map<string, string>();
  let cursor: string | undefined;
  do {
    const page = await client.call(listLearners, { params: { cohortId }, query: { cursor } });
    for (const { learnerId, login } of page.learners) logins.set(learnerId, login);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return logins;
}
