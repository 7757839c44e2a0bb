import { listSeals, type SealView } from "@lab-grader/core/contracts/endpoints/audit";
import { useEffect } from "react";
import type * as z from "zod";
import { usePages } from "../../api/use-operation.ts";

type SealProblem = z.output<typeof listSeals.answer>["problems"][number];

/** Every seal of a cohort, oldest first, and what is wrong with some of them. */
export function useSeals(cohortId: string) {
  const read = usePages(listSeals, { cohortId }, (cursor) => ({
    params: { cohortId },
    query: cursor === undefined ? {} : { cursor },
  }));
  const { hasNextPage, isFetching, isError, fetchNextPage } = read;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const pages = read.data?.pages ?? [];
  const seals: readonly SealView[] = pages.flatMap((page) => page.seals);
  const problems: readonly SealProblem[] = pages.flatMap((page) => page.problems);
  return { read, seals, problems };
}
