import {
  getCohortGradebook,
  largestMatrixPage,
  type MatrixColumn,
  type MatrixRow,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { useEffect, useMemo } from "react";
import { usePages } from "../../api/use-operation.ts";

/** Small, so that something is there to look at while the rest is read. */
const firstPage = 50;
const none: readonly MatrixColumn[] = [];

/** The gradebook of a cohort, read page by page to its end. */
export function useMatrix(
  cohortId: string,
  { isWithDropped }: { readonly isWithDropped: boolean },
) {
  const read = usePages(getCohortGradebook, { cohortId, isWithDropped }, (cursor) => ({
    params: { cohortId },
    query: {
      limit: String(cursor === undefined ? firstPage : largestMatrixPage),
      ...(cursor === undefined ? {} : { cursor }),
      ...(isWithDropped ? { dropped: "true" as const } : {}),
    },
  }));
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = read;

  const isToGoOn = hasNextPage && !isFetching && !isFetchNextPageError;
  useEffect(() => {
    if (isToGoOn) void fetchNextPage();
  }, [isToGoOn, fetchNextPage]);

  const pages = data?.pages;
  const rows = useMemo(
    (): readonly MatrixRow[] => pages?.flatMap((page) => page.rows) ?? [],
    [pages],
  );
  return {
    read,
    rows,
    columns: pages?.[0]?.columns ?? none,
    /** Everybody is there. */
    isWhole: data !== undefined && !hasNextPage,
  };
}
