import type { MatrixRow } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { type FocusEvent, type KeyboardEvent, type RefObject, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { type GridPlace, placeAfter } from "../../parts/grid-keys.ts";
import type { GridColumn } from "./grid-columns.ts";
import {
  headerRows,
  type MarkedCell,
  placeName,
  placeNamed,
  placeOf,
  rowHeight,
  rowIdsOf,
} from "./grid-place.ts";
import { reveal } from "./reveal.ts";
import { useKeptPlace, useLeftPlace } from "./use-left-place.ts";
import { useStill } from "./use-still.ts";

/** The marked cell of a grid: it alone is reached by Tab, keys move it, the focus goes with it. */
export function useGridKeys(
  grid: RefObject<HTMLDivElement | null>,
  {
    rows,
    columns,
  }: { readonly rows: readonly MatrixRow[]; readonly columns: readonly GridColumn[] },
) {
  const place = useLeftPlace();
  const [marked, setMarked] = useState(place?.marked);
  const rowIds = useMemo(() => rowIdsOf(rows), [rows]);
  const columnKeys = useMemo(() => columns.map(({ key }) => key), [columns]);
  const active = placeOf(marked, { rowIds, columnKeys });
  useKeptPlace(grid, { place, marked });
  useStill(grid, { marked, row: active.row });

  const mark = ({ row, column }: GridPlace) => {
    const learner = rows[row - headerRows]?.learnerId;
    const to: MarkedCell = {
      row: learner ?? (row === 0 ? "titles" : "sorting"),
      column: columnKeys[column] ?? "name",
    };
    setMarked(to);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const pageRows = Math.floor((grid.current?.clientHeight ?? 0) / rowHeight) - headerRows;
    const size = { rows: rowIds.size, columns: columnKeys.length, pageRows: Math.max(1, pageRows) };
    const next = placeAfter(event, active, size);
    if (next === undefined) return;
    event.preventDefault();
    // Its row may not be drawn yet.
    flushSync(() => mark(next));
    const target = grid.current?.querySelector(`[data-place="${placeName(next)}"]`);
    if (!(target instanceof HTMLElement)) return;
    target.focus({ preventScroll: true });
    const cell = target.closest("th, td");
    if (!grid.current || !cell) return;
    if (next.row === 0 && next.column === 0) grid.current.scrollTo({ top: 0, left: 0 });
    reveal(grid.current, cell);
  };

  const onFocus = (event: FocusEvent) => {
    const name = event.target instanceof HTMLElement ? event.target.dataset.place : undefined;
    if (name !== undefined) mark(placeNamed(name));
  };

  return { active, onKeyDown, onFocus };
}
