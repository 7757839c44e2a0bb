import type { Client } from "@lab-grader/core/client";
import { getRegrade, type RegradeView } from "@lab-grader/core/contracts/endpoints/regrades";

/** A regrade with the submissions of all its pages. */
export async function wholeRegrade(
  client: Client,
  params: { readonly assignmentId: string; readonly jobId: string },
): Promise<RegradeView> {
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
  const { cursor: _last, ...all } = whole;
  return all;
}
