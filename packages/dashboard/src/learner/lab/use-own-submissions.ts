import type { Client } from "@lab-grader/core/client";
import { listSubmissions } from "@lab-grader/core/contracts/endpoints/submissions";
import type { SubmissionSummary } from "@lab-grader/core/contracts/http";
import { isClosed } from "@lab-grader/core/submissions/submission";
import { useQuery } from "@tanstack/react-query";
import { useClient } from "../../api/client-context.tsx";
import { operationKey } from "../../api/use-operation.ts";

const whileOnItsWayMs = 4_000;

/** Everything that the learner has handed in of an assignment, followed while one is on its way. */
export function useOwnSubmissions(
  assignmentId: string,
  { isEnabled = true }: { readonly isEnabled?: boolean } = {},
) {
  const client = useClient();
  return useQuery({
    queryKey: operationKey(listSubmissions, { assignmentId }, "own"),
    queryFn: () => allSubmissions(client, assignmentId),
    enabled: isEnabled,
    refetchInterval: ({ state }) =>
      (state.data ?? []).some((one) => !isClosed(one.state)) && whileOnItsWayMs,
  });
}

/** The newest first. */
async function allSubmissions(
  client: Client,
  assignmentId: string,
): Promise<readonly SubmissionSummary[]> {
  const all: SubmissionSummary[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { cursor };
    const page = await client.call(listSubmissions, { params: { assignmentId }, query });
    all.push(...page.submissions);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all.sort(
    (one, other) => other.submittedAt.localeCompare(one.submittedAt) || other.number - one.number,
  );
}
