import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { type MatrixFilters, queryOfFilters, readFilters } from "./matrix-filters.ts";

/** The filters of the gradebook, kept in the address: a link leads to the same view. */
export function useMatrixFilters() {
  const [query, setQuery] = useSearchParams();
  const filters = useMemo(() => readFilters(query), [query]);
  const change = useCallback(
    (changed: Partial<MatrixFilters>) => {
      // "Back" undoes a choice, not each letter.
      const isTyping = changed.search !== undefined && changed.search !== "";
      setQuery((before) => queryOfFilters({ ...readFilters(before), ...changed }), {
        replace: isTyping,
        preventScrollReset: true,
      });
    },
    [setQuery],
  );
  return { filters, change };
}
