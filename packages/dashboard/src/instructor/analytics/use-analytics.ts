import { getAnalytics } from "@lab-grader/core/contracts/endpoints/analytics";
import { addAnalytics, noAnalytics } from "@lab-grader/core/gradebook/analytics/analytics";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { usePages } from "../../api/use-operation.ts";

/** The sums of a class, page after page: what is there can be drawn while the rest comes. */
export function useAnalytics(assignmentId: string) {
  const queries = useQueryClient();
  const read = usePages(
    getAnalytics,
    { assignmentId },
    (cursor) => ({ params: { assignmentId }, query: cursor === undefined ? {} : { cursor } }),
    { isKept: true },
  );
  const { hasNextPage, isFetching, isError, fetchNextPage } = read;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const sums = useMemo(() => read.data?.pages.reduce(addAnalytics, noAnalytics), [read.data]);
  return {
    read,
    sums,
    isWhole: sums !== undefined && !hasNextPage,
    /** From the first page, so that no page is of another time than the rest. */
    readAgain: () => void queries.resetQueries({ queryKey: [getAnalytics.name, { assignmentId }] }),
  };
}
