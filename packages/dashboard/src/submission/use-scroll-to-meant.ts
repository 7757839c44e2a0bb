import { useEffect } from "react";
import { useLocation } from "react-router";

/** Brings the criterion that the address names into view, once it is drawn. */
export function useScrollToMeant(): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash === "") return;
    const place = document.getElementById(hash.slice(1));
    place?.scrollIntoView();
    place?.focus({ preventScroll: true });
  }, [hash]);
}
