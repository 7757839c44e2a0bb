import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from "react";
import { flushSync } from "react-dom";
import { type GridPlace, placeAfter } from "../../parts/grid-keys.ts";
import { placeName, placeNamed } from "./proof-place.ts";

const pageRows = 10;

/** The marked cell: it alone is reached by Tab, keys move it, the focus goes with it. */
export function useProofKeys(
  grid: RefObject<HTMLDivElement | null>,
  size: { readonly rows: number; readonly columns: number },
) {
  const [marked, setMarked] = useState<GridPlace>({ row: 0, column: 0 });
  const active = {
    row: Math.min(marked.row, size.rows - 1),
    column: Math.min(marked.column, size.columns - 1),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = placeAfter(event, active, { ...size, pageRows });
    if (next === undefined) return;
    event.preventDefault();
    flushSync(() => setMarked(next));
    const target = grid.current?.querySelector(`[data-place="${placeName(next)}"]`);
    if (!(target instanceof HTMLElement)) return;
    target.focus({ preventScroll: true });
    target.closest("th, td")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const onFocus = (event: FocusEvent) => {
    const name = event.target instanceof HTMLElement ? event.target.dataset.place : undefined;
    if (name !== undefined) setMarked(placeNamed(name));
  };
  return { active, onKeyDown, onFocus };
}
