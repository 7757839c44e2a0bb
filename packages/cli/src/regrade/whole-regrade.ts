import type { Client } from "@lab-grader/core/client";
import { getRegrade, type RegradeView } from "@lab-grader/core/contracts/endpoints/regrades";
import { loginsOf } from "../cohorts/logins-of.ts";

interface Named {
  /** Of the learner; their id where the roster does not have them any more. */
  readonly login: string;
}

/** A regrade with all its submissions, and whose they are. */
export type WholeRegrade = Omit<RegradeView, "cursor" | "planned" | "applied"> & {
  readonly planned?: readonly (NonNullable<RegradeView["planned"]>[number] & Named)[];
  readonly applied?: readonly (NonNullable<RegradeView["applied"]>[number] & Named)[];
};

/** Reads the pages of a regrade, and the roster. */
export async function wholeRegrade(
  client: Client,
  params: { readonly assignmentId: string; readonly jobId: string },
): Promise<WholeRegrade> {
  let whole = await client.call(getRegrade, { params });
  let { cursor } = whole;
  while (cursor !== undefined) {
    const page = await client.call(getRegrade, { params, query: { cursor } });
    whole = {
      ...whole,
      ...(page.planned && { planned: [...(whole.planned ?? []), ...page.planned] }),
      ...(page.applied && { applied: [...(whole.applied ?? []), ...page.applied] }),
    };
    cursor = page.cursor;
  }
  const { cursor: _last, planned, applied, ...all } = whole;
  const logins = await loginsOf(client, whole.job.cohortId);
  const named = <Row extends { learnerId: string }>(row: Row) => ({
    ...row,
    login: logins.get(row.learnerId) ?? row.learnerId,
  });
  return {
    ...all,
    ...(planned && { planned: planned.map(named) }),
    ...(applied && { applied: applied.map(named) }),
  };
}
