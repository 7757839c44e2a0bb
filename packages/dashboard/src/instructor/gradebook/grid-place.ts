import type { GridPlace } from "../../parts/grid-keys.ts";

/** Titles, and what they are sorted by. */
export const headerRows = 2;
/** Of a learner, in CSS pixels; the style sheet says the same. */
export const rowHeight = 48;

/** A cell by what it is about, so that it stays the same one when rows come, go or are sorted. */
export interface MarkedCell {
  /** `titles`, `sorting`, or the id of a learner. */
  readonly row: string;
  /** Key of a column. */
  readonly column: string;
}

/** Where a cell lies among these rows and columns; the first one where it is gone. */
export function placeOf(
  marked: MarkedCell | undefined,
  {
    rowIds,
    columnKeys,
  }: { readonly rowIds: ReadonlyMap<string, number>; readonly columnKeys: readonly string[] },
): GridPlace {
  const row = marked && rowIds.get(marked.row);
  const column = marked ? columnKeys.indexOf(marked.column) : 0;
  return { row: row ?? (rowIds.size > headerRows ? headerRows : 0), column: Math.max(0, column) };
}

/** The rows of the grid by their ids, those of its header first. */
export function rowIdsOf(
  rows: readonly { readonly learnerId: string }[],
): ReadonlyMap<string, number> {
  const ids = ["titles", "sorting", ...rows.map(({ learnerId }) => learnerId)];
  return new Map(ids.map((id, at) => [id, at]));
}

/** `data-place` of what takes the focus in a cell. */
export function placeName({ row, column }: GridPlace): string {
  return `${row}:${column}`;
}

/** The other way round. */
export function placeNamed(name: string): GridPlace {
  const [row = 0, column = 0] = name.split(":").map(Number);
  return { row, column };
}
