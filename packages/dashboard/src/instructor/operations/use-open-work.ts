import type { Client } from "@lab-grader/core/client";
import { countOpenWork } from "@lab-grader/core/contracts/endpoints/operations";
import { addPhases, type PhaseCounts } from "@lab-grader/core/views/phases";
import { useQuery } from "@tanstack/react-query";
import { useClient } from "../../api/client-context.tsx";
import { operationKey } from "../../api/use-operation.ts";

/** How often a page about what goes on asks again. */
export const followSeconds = 10;
/** Each page of the answer is a hundred reads of the table: with many of them it is asked less often. */
const fewPages = 5;
const slowSeconds = 60;

interface OpenWork {
  readonly counts: PhaseCounts;
  readonly pages: number;
}

/** Everything that is on its way, asked again while the page is looked at. */
export function useOpenWork() {
  const client = useClient();
  const read = useQuery({
    queryKey: operationKey(countOpenWork, "whole"),
    queryFn: ({ signal }) => readOpenWork(client, signal),
    refetchInterval: ({ state }) => secondsOf(state.data) * 1000,
  });
  return { read, everySeconds: secondsOf(read.data) };
}

function secondsOf(work: OpenWork | undefined): number {
  return (work?.pages ?? 1) <= fewPages ? followSeconds : slowSeconds;
}

async function readOpenWork(client: Client, signal: AbortSignal): Promise<OpenWork> {
  const { cursor: second, ...first } = await client.call(countOpenWork, { query: {} });
  let counts: PhaseCounts = first;
  let pages = 1;
  let cursor = second;
  while (cursor !== undefined) {
    signal.throwIfAborted();
    const { cursor: next, ...page } = await client.call(countOpenWork, { query: { cursor } });
    counts = addPhases(counts, page);
    pages += 1;
    cursor = next;
  }
  return { counts, pages };
}
