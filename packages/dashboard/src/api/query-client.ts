import { QueryClient } from "@tanstack/react-query";
import { describeFault } from "./fault.ts";

const freshMs = 10_000;
const mostRetries = 2;

/** What was asked of the API, kept for this tab. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: freshMs,
        retry: (failures, fault) => failures < mostRetries && describeFault(fault).isWorthRetrying,
      },
      // Nothing is sent twice behind somebody's back: they see the fault and press again.
      mutations: { retry: false },
    },
  });
}
