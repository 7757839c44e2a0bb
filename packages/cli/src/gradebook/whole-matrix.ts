import type { Client } from "@lab-grader/core/client";
import {
  type GradebookMatrix,
  getCohortGradebook,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";

/** A cohort's matrix with the rows of all its pages. */
export type WholeMatrix = Omit<GradebookMatrix, "cursor">;

/** Asks for page after page. */
export async function wholeMatrix(
  client: Client,
  { cohortId, dropped }: { readonly cohortId: string; readonly dropped: boolean },
): Promise<WholeMatrix> {
  const page = async (cursor?: string) =>
    await client.call(getCohortGradebook, {
      params: { cohortId },
      query: { cursor, dropped: dropped ? "true" : "false" },
    });
  const { cursor: second, ...matrix } = await page();
  const rows = [...matrix.rows];
  for (let cursor = second; cursor !== undefined; ) {
    const next = await page(cursor);
    rows.push(...next.rows);
    cursor = next.cursor;
  }
  return { ...matrix, rows };
}
