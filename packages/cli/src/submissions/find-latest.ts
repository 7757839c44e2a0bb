import type { Client } from "@lab-grader/core/client";
import { listAssignments } from "@lab-grader/core/contracts/endpoints/assignments";
import { listSubmissions } from "@lab-grader/core/contracts/endpoints/submissions";
import type { SubmissionSummary } from "@lab-grader/core/contracts/http";
import { usageError } from "../command-error.ts";

/** All submissions of the learner who asks, over all assignments, the newest first. */
export async function ownSubmissions(client: Client): Promise<readonly SubmissionSummary[]> {
  const { assignments } = await client.call(listAssignments, {});
  const lists = await Promise.all(
    assignments.map(({ assignmentId }) => allOf(client, assignmentId, undefined)),
  );
  return lists.flat().sort((left, right) => (left.submittedAt > right.submittedAt ? -1 : 1));
}

/** @throws CommandError of kind `usage` where nothing was handed in. */
export async function latestSubmission(client: Client): Promise<SubmissionSummary> {
  const [latest] = await ownSubmissions(client);
  if (latest) return latest;
  throw usageError("usage.nothing_submitted", "Nothing was handed in yet.");
}

async function allOf(
  client: Client,
  assignmentId: string,
  cursor: string | undefined,
): Promise<SubmissionSummary[]> {
  const page = await client.call(listSubmissions, { params: { assignmentId }, query: { cursor } });
  if (page.cursor === undefined) return page.submissions;
  return [...page.submissions, ...(await allOf(client, assignmentId, page.cursor))];
}
