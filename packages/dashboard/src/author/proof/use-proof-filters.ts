import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import type { ProofFilters } from "./proof-matrix.ts";

export type FilterName = "stage" | "criterion" | "kind" | "only";
const names: readonly FilterName[] = ["stage", "criterion", "kind", "only"];

/** What is shown of a proof; it lies in the address. */
export function useProofFilters() {
  const [query, setQuery] = useSearchParams();
  const [stage, criterion, kind, only] = names.map((name) => query.get(name) ?? "");
  const filters = useMemo(
    (): ProofFilters => ({
      ...{ stage: stage ?? "", criterion: criterion ?? "", kind: kind ?? "" },
      isOnlyOtherwise: only === "otherwise",
    }),
    [stage, criterion, kind, only],
  );
  const change = useCallback(
    (name: FilterName, value: string) =>
      setQuery((before) => withFilter(before, name, value), { replace: true }),
    [setQuery],
  );
  const clear = useCallback(
    () =>
      setQuery((before) => new URLSearchParams([...before].filter(([name]) => !isFilter(name))), {
        replace: true,
      }),
    [setQuery],
  );
  return { filters, change, clear };
}

function withFilter(before: URLSearchParams, name: FilterName, value: string): URLSearchParams {
  const next = new URLSearchParams(before);
  // Criteria are of one stage.
  if (name === "stage") next.delete("criterion");
  if (value === "") next.delete(name);
  else next.set(name, value);
  return next;
}

function isFilter(name: string): boolean {
  return names.some((one) => one === name);
}
