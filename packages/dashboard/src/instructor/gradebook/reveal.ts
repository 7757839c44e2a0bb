import { sizeOfName } from "./grid-columns.ts";

/**
 * Scrolls a grid as little as brings a cell into sight, beside what stays: header and names. The
 * browser's own scrolling would take what stays for hidden.
 */
export function reveal(box: HTMLElement, cell: Element): void {
  const view = box.getBoundingClientRect();
  const at = cell.getBoundingClientRect();
  const head = box.querySelector("thead")?.getBoundingClientRect().height ?? 0;
  const start = {
    top: view.top + box.clientTop + head,
    left: view.left + box.clientLeft + sizeOfName,
  };
  const end = {
    top: view.top + box.clientTop + box.clientHeight,
    left: view.left + box.clientLeft + box.clientWidth,
  };
  if (cell.closest("thead") === null)
    box.scrollTop += wayInto(at.top, at.bottom, start.top, end.top);
  if (!cell.matches(":first-child"))
    box.scrollLeft += wayInto(at.left, at.right, start.left, end.left);
}

function wayInto(from: number, to: number, start: number, end: number): number {
  if (from < start) return from - start;
  return to > end ? Math.min(to - end, from - start) : 0;
}
