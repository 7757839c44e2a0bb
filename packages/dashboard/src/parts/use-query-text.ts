import { useCallback } from "react";
import { useSearchParams } from "react-router";

/**
 * A filter, a sort or a chosen tab that lies in the address, so that a link shows the same: its
 * text, empty where there is none, and how to change it without a step of the back button.
 */
export function useQueryText(
  name: string,
  /** Others that make no sense any more once this one changes, such as the number of the page. */
  resets: string = "",
): readonly [string, (value: string) => void] {
  const [query, setQuery] = useSearchParams();
  const change = useCallback(
    (value: string) =>
      setQuery(
        (before) => {
          const next = new URLSearchParams(before);
          if (resets !== "") next.delete(resets);
          if (value === "") next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [name, resets, setQuery],
  );
  return [query.get(name) ?? "", change];
}
