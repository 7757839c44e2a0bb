import { useCallback, useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { type MatrixFilters, queryOfFilters, readFilters } from "./matrix-filters.ts";

/**
 * The filters of the gradebook, kept in the address: a link leads to the same view, and so does
 * "back". What somebody types or ticks is there at once; the address follows.
 */
export function useMatrixFilters() {
  const [query, setQuery] = useSearchParams();
  const [filters, setFilters] = useState(() => readFilters(query));
  const address = queryOfFilters(readFilters(query)).toString();
  const onTheWay = useRef<readonly string[]>([]);

  useEffect(() => {
    const isOwn = onTheWay.current.includes(address);
    // What was written before it has been passed over.
    onTheWay.current = isOwn ? onTheWay.current.slice(onTheWay.current.indexOf(address) + 1) : [];
    if (!isOwn) setFilters(readFilters(new URLSearchParams(address)));
  }, [address]);

  const change = useCallback(
    (changed: Partial<MatrixFilters>) => {
      const next = { ...filters, ...changed };
      const to = queryOfFilters(next);
      setFilters(next);
      onTheWay.current = [...onTheWay.current, to.toString()];
      // "Back" undoes a choice, not each letter.
      const isTyping = changed.search !== undefined && changed.search !== "";
      setQuery(to, { replace: isTyping, preventScrollReset: true });
    },
    [filters, setQuery],
  );
  return { filters, change };
}
