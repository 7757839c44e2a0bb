import { getRegrade, type RegradeView } from "@lab-grader/core/contracts/endpoints/regrades";
import { useEffect, useMemo } from "react";
import { usePages } from "../../api/use-operation.ts";

export type PlannedRow = NonNullable<RegradeView["planned"]>[number];
export type AppliedRow = NonNullable<RegradeView["applied"]>[number];

/** A regrade with its submissions: read on, page by page, once the job has ended. */
export function useRegrade(assignmentId: string, jobId: string) {
  const read = usePages(getRegrade, { assignmentId, jobId }, (cursor) => ({
    params: { assignmentId, jobId },
    query: cursor === undefined ? {} : { cursor },
  }));
  const { hasNextPage, isFetching, isError, fetchNextPage } = read;
  const view = read.data?.pages[0];
  const isClosed = view?.job.closedAt !== undefined;
  useEffect(() => {
    if (isClosed && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [isClosed, hasNextPage, isFetching, isError, fetchNextPage]);
  const planned = useMemo(
    () => read.data?.pages.flatMap((page) => page.planned ?? []) ?? [],
    [read.data],
  );
  const applied = useMemo(
    () => read.data?.pages.flatMap((page) => page.applied ?? []) ?? [],
    [read.data],
  );
  return { read, view, planned, applied, isWhole: isClosed && !hasNextPage };
}
