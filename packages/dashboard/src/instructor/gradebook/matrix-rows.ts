import type { MatrixCell, MatrixRow } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { statesOf } from "./cell-state.ts";
import type { MatrixFilters } from "./matrix-filters.ts";

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The rows that the filters leave, in their order. */
export function shownRows(rows: readonly MatrixRow[], filters: MatrixFilters): MatrixRow[] {
  const search = filters.search.trim().toLocaleLowerCase();
  return rows
    .filter((row) => isFound(row, search))
    .filter(({ section }) => filters.section === undefined || section === filters.section)
    .filter(
      (row) => filters.state === undefined || row.cells.some((cell) => matches(cell, filters)),
    )
    .sort(orderBy(filters));
}

/** Whether a cell is what is looked for. */
export function matches(
  cell: MatrixCell,
  { state, assignmentId }: Pick<MatrixFilters, "state" | "assignmentId">,
): boolean {
  if (state === undefined) return false;
  if (assignmentId !== undefined && cell.assignmentId !== assignmentId) return false;
  return statesOf(cell).includes(state);
}

/** By what a learner is known on the page. */
export function nameOf({ name, login }: Pick<MatrixRow, "name" | "login">): string {
  return name ?? login;
}

/** Mean of the points in each column, of learners who are enrolled; absent where nobody has any. */
export function columnMeans(rows: readonly MatrixRow[], columns: number): (number | undefined)[] {
  return Array.from({ length: columns }, (_, at) => {
    const points = rows.flatMap(({ state, cells }) => {
      const cell = cells[at];
      if (state !== "enrolled" || !cell || cell.points === null) return [];
      return cell.reasons.some(({ kind }) => kind === "excused") ? [] : [cell.points];
    });
    if (points.length === 0) return undefined;
    return points.reduce((sum, each) => sum + each, 0) / points.length;
  });
}

function isFound({ name = "", login }: MatrixRow, search: string): boolean {
  return `${name}\n${login}`.toLocaleLowerCase().includes(search);
}

function orderBy({ sort, isDescending }: MatrixFilters) {
  const sign = isDescending ? -1 : 1;
  const byName = (left: MatrixRow, right: MatrixRow) =>
    collator.compare(nameOf(left), nameOf(right)) || collator.compare(left.login, right.login);
  switch (sort) {
    case "name":
      return (left: MatrixRow, right: MatrixRow) => sign * byName(left, right);
    case "login":
      return (left: MatrixRow, right: MatrixRow) =>
        sign * collator.compare(left.login, right.login);
    case "section":
      return (left: MatrixRow, right: MatrixRow) =>
        sign * collator.compare(left.section ?? "", right.section ?? "") || byName(left, right);
    default:
      return (left: MatrixRow, right: MatrixRow) =>
        comparePoints(pointsIn(left, sort), pointsIn(right, sort), sign) || byName(left, right);
  }
}

function pointsIn(row: MatrixRow, sort: string): number | null {
  if (sort === "total") return row.points;
  return row.cells.find(({ assignmentId }) => assignmentId === sort)?.points ?? null;
}

/** Who has no points comes last, whatever the order. */
function comparePoints(left: number | null, right: number | null, sign: number): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return sign * (left - right);
}
