import type { MatrixRow } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useMemo } from "react";
import type { GridPlace } from "../../parts/grid-keys.ts";
import { type GridColumn, sizeOfColumn } from "./grid-columns.ts";
import { headerRows, rowHeight } from "./grid-place.ts";

const rowsAhead = 4;
const columnsAhead = 2;

/** A column that is drawn, and where. */
export interface DrawnColumn {
  readonly column: GridColumn;
  /** Among all columns. */
  readonly at: number;
  /** From the start of the row, in CSS pixels. */
  readonly start: number;
}

/**
 * What of the grid is drawn: the rows and columns in sight, the learners' names, and the marked
 * cell, which has the focus.
 */
export function useGridWindow(
  grid: RefObject<HTMLDivElement | null>,
  {
    rows,
    columns,
    active,
  }: {
    readonly rows: readonly MatrixRow[];
    readonly columns: readonly GridColumn[];
    readonly active: GridPlace;
  },
) {
  const getScrollElement = () => grid.current;
  const rowWindow = useVirtualizer({
    count: rows.length,
    getScrollElement,
    estimateSize: () => rowHeight,
    overscan: rowsAhead,
    rangeExtractor: useRangeWith(active.row - headerRows),
    // A frame late is not seen; drawing inside the scroll event is felt.
    useFlushSync: false,
  });
  const columnWindow = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement,
    estimateSize: (at) => sizeOfColumn(columns[at]),
    overscan: columnsAhead,
    rangeExtractor: useRangeWith(0, active.column),
    useFlushSync: false,
  });
  useFirstRowMark(rows.length > 0);

  const drawn = columnWindow.getVirtualItems();
  const from = drawn.map(({ index }) => index).join();
  // The same columns are the same array, so that rows which stay are not drawn again.
  const drawnColumns = useMemo(
    (): readonly DrawnColumn[] =>
      columnsAt(from === "" ? [] : from.split(",").map(Number), columns),
    [from, columns],
  );
  return {
    drawnRows: rowWindow.getVirtualItems().flatMap(({ index }) => {
      const row = rows[index];
      return row === undefined ? [] : [{ index, row }];
    }),
    drawnColumns,
    height: rowWindow.getTotalSize(),
    width: columnWindow.getTotalSize(),
  };
}

/** The range in sight, and these besides. */
function useRangeWith(...besides: readonly number[]) {
  const wanted = besides.join();
  return useCallback(
    (range: Range) => {
      const extra = wanted.split(",").map(Number);
      const isThere = (at: number) => at >= 0 && at < range.count;
      const all = new Set([...defaultRangeExtractor(range), ...extra.filter(isThere)]);
      return [...all].sort((left, right) => left - right);
    },
    [wanted],
  );
}

function columnsAt(
  places: readonly number[],
  columns: readonly GridColumn[],
): readonly DrawnColumn[] {
  const starts: number[] = [];
  let start = 0;
  for (const column of columns) {
    starts.push(start);
    start += sizeOfColumn(column);
  }
  return places.flatMap((at) => {
    const column = columns[at];
    return column === undefined ? [] : [{ column, at, start: starts[at] ?? 0 }];
  });
}

/** How long the class takes to appear is measured by this mark. */
function useFirstRowMark(hasRows: boolean): void {
  useEffect(() => {
    if (hasRows) performance.mark("gradebook-first-row");
  }, [hasRows]);
}
