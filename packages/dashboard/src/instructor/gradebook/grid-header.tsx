import type { GridPlace } from "../../parts/grid-keys.ts";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { dueText, type GridColumn, meanText } from "./grid-columns.ts";
import { placeName } from "./grid-place.ts";
import { styleOf } from "./grid-row.tsx";
import type { MatrixFilters } from "./matrix-filters.ts";
import type { DrawnColumn } from "./use-grid-window.ts";

/** Titles, which lead to the assignments, and below each what one sorts by. */
export function GridHeader({
  columns,
  filters,
  active,
  onSort,
}: {
  readonly columns: readonly DrawnColumn[];
  readonly filters: MatrixFilters;
  readonly active: GridPlace;
  readonly onSort: (column: string) => void;
}) {
  const tabStop = (row: number, column: number) => ({
    "data-place": placeName({ row, column }),
    tabIndex: active.row === row && active.column === column ? 0 : -1,
  });
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ column, at, start }) => (
          <th
            key={column.key}
            scope="col"
            aria-colindex={at + 1}
            className={`gradebook-cell gradebook-${column.kind}`}
            style={styleOf({ column, start })}
          >
            <Title column={column} tabStop={tabStop(0, at)} />
          </th>
        ))}
      </tr>
      <tr aria-rowindex={2}>
        {columns.map(({ column, at, start }) => (
          <th
            key={column.key}
            scope="col"
            aria-colindex={at + 1}
            aria-sort={sortOf(column, filters)}
            className={`gradebook-cell gradebook-${column.kind}`}
            style={styleOf({ column, start })}
          >
            <button
              type="button"
              className="gradebook-sort"
              aria-label={sortLabel(column)}
              onClick={() => onSort(column.key)}
              {...tabStop(1, at)}
            >
              <SortArrow sort={sortOf(column, filters)} />
              <span>{sortWords(column)}</span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Title({
  column,
  tabStop,
}: {
  readonly column: GridColumn;
  readonly tabStop: { readonly "data-place": string; readonly tabIndex: number };
}) {
  if (column.kind !== "assignment") return <span {...tabStop}>{column.title}</span>;
  const { assignmentId, release, maxPoints } = column.assignment;
  return (
    <a href={`/assignments/${assignmentId}`} title={column.title} {...tabStop}>
      <bdi>{column.title}</bdi>
      <small>
        {release === "hidden"
          ? text.gradebook.notReleased
          : text.gradebook.totalMost(formatPoints(maxPoints))}
      </small>
    </a>
  );
}

type Sort = "ascending" | "descending" | "none";

function sortOf({ key }: GridColumn, { sort, isDescending }: MatrixFilters): Sort {
  if (key !== sort) return "none";
  return isDescending ? "descending" : "ascending";
}

function SortArrow({ sort }: { readonly sort: Sort }) {
  return (
    <svg
      className={`gradebook-arrow gradebook-arrow-${sort}`}
      viewBox="0 0 10 14"
      aria-hidden="true"
    >
      <path d="M5 1l4 5H1z" className="gradebook-arrow-up" />
      <path d="M5 13l4-5H1z" className="gradebook-arrow-down" />
    </svg>
  );
}

function sortWords(column: GridColumn): string {
  if (column.kind !== "assignment") return text.gradebook.sortShort[column.kind];
  return `${dueText(column.assignment)} · ${meanText(column.mean)}`;
}

function sortLabel(column: GridColumn): string {
  if (column.kind !== "assignment") return text.gradebook.sortLong[column.kind];
  const most = text.gradebook.totalMost(formatPoints(column.assignment.maxPoints));
  return text.gradebook.sortByAssignment(column.title, `${most}, ${sortWords(column)}`);
}
