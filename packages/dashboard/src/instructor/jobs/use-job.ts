import { getJob } from "@lab-grader/core/contracts/endpoints/jobs";
import { useQuery } from "@tanstack/react-query";
import { useClient } from "../../api/client-context.tsx";
import { operationQuery } from "../../api/use-operation.ts";

/** As often as the API asks for it, by its `Retry-After`. */
export const jobPollMs = 2000;

/** A job, asked again until it has ended. */
export function useJob(jobId: string) {
  return useQuery({
    ...operationQuery(useClient(), getJob, { params: { jobId } }),
    refetchInterval: ({ state }) => (state.data?.closedAt === undefined ? jobPollMs : false),
  });
}
