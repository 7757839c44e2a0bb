import { listLearners } from "@lab-grader/core/contracts/endpoints/roster";
import { useEffect, useMemo } from "react";
import { usePages } from "../../api/use-operation.ts";

/** Every learner of a cohort, dropped ones too: read on, page by page, so that a search finds all. */
export function useAllLearners(cohortId: string) {
  const read = usePages(listLearners, { cohortId }, (cursor) => ({
    params: { cohortId },
    query: cursor === undefined ? {} : { cursor },
  }));
  const { hasNextPage, isFetching, isError, fetchNextPage } = read;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const learners = useMemo(() => read.data?.pages.flatMap((page) => page.learners), [read.data]);
  return { read, learners, isWhole: learners !== undefined && !hasNextPage };
}
