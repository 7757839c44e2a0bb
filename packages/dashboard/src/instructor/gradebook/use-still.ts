import { type RefObject, useLayoutEffect, useRef } from "react";
import { type MarkedCell, rowHeight } from "./grid-place.ts";

/** While rows come or go above the cell that has the focus, it stays where it is on the screen. */
export function useStill(
  grid: RefObject<HTMLDivElement | null>,
  { marked, row }: { readonly marked: MarkedCell | undefined; readonly row: number },
): void {
  const before = useRef({ marked, row });
  useLayoutEffect(() => {
    const { marked: markedBefore, row: rowBefore } = before.current;
    before.current = { marked, row };
    const box = grid.current;
    if (!box || marked !== markedBefore || !box.contains(document.activeElement)) return;
    box.scrollTop += (row - rowBefore) * rowHeight;
  }, [grid, marked, row]);
}
