import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { useLocation } from "react-router";
import type { MarkedCell } from "./grid-place.ts";

interface LeftPlace {
  readonly marked: MarkedCell | undefined;
  readonly top: number;
  readonly left: number;
}

/** How each page of the history was left, so that "back" leads there; of this tab, until a reload. */
const leftPlaces = new Map<string, LeftPlace>();

/** How somebody left this page of the history; `undefined` where they come for the first time. */
export function useLeftPlace(): LeftPlace | undefined {
  const { key } = useLocation();
  const [place] = useState(() => leftPlaces.get(key));
  return place;
}

/** Scrolls a grid to where it was left, and remembers where it is. */
export function useKeptPlace(
  grid: RefObject<HTMLDivElement | null>,
  {
    place,
    marked,
  }: { readonly place: LeftPlace | undefined; readonly marked: MarkedCell | undefined },
): void {
  const { key } = useLocation();
  useLayoutEffect(() => {
    if (place) grid.current?.scrollTo({ top: place.top, left: place.left });
  }, [grid, place]);
  useEffect(() => {
    const box = grid.current;
    if (!box) return;
    const remember = () => {
      leftPlaces.set(key, { marked, top: box.scrollTop, left: box.scrollLeft });
    };
    remember();
    box.addEventListener("scrollend", remember);
    return () => box.removeEventListener("scrollend", remember);
  }, [grid, key, marked]);
}
