import { MutationCache, QueryClient } from "@tanstack/react-query";
import { describeFault } from "./fault.ts";

const freshMs = 10_000;
const mostRetries = 2;

/** What was asked of the API, kept for this tab. */
export function createQueryClient(): QueryClient {
  const queries = new QueryClient({
    // A change reaches further than the page that makes it knows: an import changes the gradebook.
    // What is not on the screen is asked again when somebody goes there.
    mutationCache: new MutationCache({
      onSuccess: () => queries.invalidateQueries({ refetchType: "none" }),
    }),
    defaultOptions: {
      queries: {
        staleTime: freshMs,
        retry: (failures, fault) => failures < mostRetries && describeFault(fault).isWorthRetrying,
      },
      // Nothing is sent twice behind somebody's back: they see the fault and press again.
      mutations: { retry: false },
    },
  });
  return queries;
}
