import type { MatrixRow } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { type MouseEvent, type RefObject, useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { text } from "../../text/text.ts";
import { cellSentence } from "./cell-words.ts";
import type { GridColumn } from "./grid-columns.ts";
import { GridHeader } from "./grid-header.tsx";
import { headerRows, rowHeight } from "./grid-place.ts";
import { GridRow } from "./grid-row.tsx";
import { type MatrixFilters, queryOfFilters } from "./matrix-filters.ts";
import { nameOf } from "./matrix-rows.ts";
import { useGridKeys } from "./use-grid-keys.ts";
import { useGridWindow } from "./use-grid-window.ts";
import "./gradebook-grid.css";

/**
 * Learners by assignments as one grid: a single stop of the Tab key, arrow keys inside. Only rows
 * in sight are drawn.
 */
export function GradebookGrid({
  cohortId,
  label,
  rows,
  columns,
  filters,
  isWhole,
  onSort,
}: {
  readonly cohortId: string;
  readonly label: string;
  readonly rows: readonly MatrixRow[];
  readonly columns: readonly GridColumn[];
  readonly filters: MatrixFilters;
  /** `false` while more learners are read. */
  readonly isWhole: boolean;
  readonly onSort: (column: string) => void;
}) {
  const navigate = useNavigate();
  const grid = useRef<HTMLDivElement>(null);
  const keys = useGridKeys(grid, { rows, columns });
  const { drawnRows, drawnColumns, height, width } = useGridWindow(grid, {
    ...{ rows, columns, active: keys.active },
  });

  useTopOfEachChoice(grid, filters);

  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isOwn = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey;
    if (!link || isOwn || event.altKey) return;
    event.preventDefault();
    void navigate(link.pathname);
  };

  return (
    <>
      <div ref={grid} className="gradebook">
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells take keys is a grid, www.w3.org/WAI/ARIA/apg/patterns/grid/
          role="grid"
          aria-label={label}
          aria-description={text.gradebook.keys}
          aria-rowcount={isWhole ? rows.length + headerRows : -1}
          aria-colcount={columns.length}
          aria-busy={!isWhole}
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
          onClick={follow}
        >
          <GridHeader
            columns={drawnColumns}
            filters={filters}
            active={keys.active}
            onSort={onSort}
          />
          <tbody style={{ blockSize: height, inlineSize: width }}>
            {drawnRows.map(({ index, row }) => (
              <GridRow
                key={row.learnerId}
                row={row}
                index={index}
                top={index * rowHeight}
                cohortId={cohortId}
                columns={drawnColumns}
                state={filters.state}
                stateIn={filters.assignmentId}
                activeColumn={keys.active.row === index + headerRows ? keys.active.column : -1}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="gradebook-marked">
        {markedWords(rows[keys.active.row - headerRows], columns[keys.active.column]) ??
          text.gradebook.keys}
      </p>
    </>
  );
}

/** What the marked cell says, for who reads it without a mouse: the tooltip's words. */
function markedWords(
  row: MatrixRow | undefined,
  column: GridColumn | undefined,
): string | undefined {
  if (column?.kind !== "assignment") return undefined;
  const cell = row?.cells[column.at];
  if (!row || !cell) return undefined;
  return `${text.gradebook.cellOf(nameOf(row), column.title)}: ${cellSentence(cell, column.assignment)}`;
}

/** Other learners, or another order: seen from their beginning. */
function useTopOfEachChoice(grid: RefObject<HTMLDivElement | null>, filters: MatrixFilters): void {
  const choice = queryOfFilters(filters).toString();
  const seen = useRef(choice);
  useEffect(() => {
    if (seen.current === choice) return;
    seen.current = choice;
    grid.current?.scrollTo({ top: 0 });
  }, [grid, choice]);
}
