import type { Client } from "@lab-grader/core/client";
import { getGradebook } from "@lab-grader/core/contracts/endpoints/gradebook";
import type { GradebookPage, GradebookRow } from "@lab-grader/core/contracts/http";

/** A gradebook with the rows of all its pages. */
export type WholeGradebook = Omit<GradebookPage, "cursor">;

/** Asks for page after page. */
export async function wholeGradebook(
  client: Client,
  assignmentId: string,
): Promise<WholeGradebook> {
  const { cursor, ...first } = await client.call(getGradebook, {
    params: { assignmentId },
  });
  return { ...first, rows: [...first.rows, ...(await furtherRows(client, assignmentId, cursor))] };
}

async function furtherRows(
  client: Client,
  assignmentId: string,
  cursor: string | undefined,
): Promise<GradebookRow[]> {
  if (cursor === undefined) return [];
  const page = await client.call(getGradebook, { params: { assignmentId }, query: { cursor } });
  return [...page.rows, ...(await furtherRows(client, assignmentId, page.cursor))];
}
