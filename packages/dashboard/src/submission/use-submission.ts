import type { Client } from "@lab-grader/core/client";
import { getSubmission } from "@lab-grader/core/contracts/endpoints/submissions";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useClient } from "../api/client-context.tsx";
import { operationKey } from "../api/use-operation.ts";

interface KnownSubmission {
  readonly view: SubmissionView;
  readonly etag: string | undefined;
  /** Absent when it is closed. */
  readonly retryAfterSeconds: number | undefined;
}

/**
 * A submission that is followed while the page is looked at: asked again when the API says that
 * something can be new, and only what is new is sent.
 */
export function useSubmission(submissionId: string) {
  const client = useClient();
  return useQuery({
    ...submissionQuery(client, submissionId),
    select: ({ view }) => view,
    refetchInterval: ({ state }) => {
      const seconds = state.data?.retryAfterSeconds;
      return seconds === undefined ? false : seconds * 1000;
    },
  });
}

/** What the ETag does not cover, such as hints that were seen, is read anew by this. */
export function useReadAnew(submissionId: string): () => Promise<void> {
  const queries = useQueryClient();
  const queryKey = keyOf(submissionId);
  return async () => {
    queries.setQueryData<KnownSubmission>(
      queryKey,
      (known) => known && { ...known, etag: undefined },
    );
    await queries.invalidateQueries({ queryKey });
  };
}

function submissionQuery(client: Client, submissionId: string) {
  return queryOptions({
    queryKey: keyOf(submissionId),
    queryFn: async ({ client: queries, queryKey }): Promise<KnownSubmission> => {
      const known = queries.getQueryData<KnownSubmission>(queryKey);
      const answer = await client.getSubmission(submissionId, known?.etag);
      if (answer.status === "changed") {
        const { view, etag, retryAfterSeconds } = answer;
        return { view, etag, retryAfterSeconds };
      }
      // Only what was asked with an ETag is unchanged.
      if (!known) throw new Error(`${submissionId} is unchanged, and was never read.`);
      return { ...known, retryAfterSeconds: answer.retryAfterSeconds };
    },
  });
}

// Not the key of `useOperation`: what is kept here is more than the view.
function keyOf(submissionId: string) {
  return operationKey(getSubmission, { submissionId }, "followed");
}
