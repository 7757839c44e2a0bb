import type {
  MatrixColumn,
  MatrixRow,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";

/** A column of the grid: who it is, or an assignment. */
export type GridColumn =
  | {
      readonly kind: "name" | "login" | "section" | "total";
      readonly key: string;
      readonly title: string;
    }
  | {
      readonly kind: "assignment";
      /** The assignment's id, as it is sorted by. */
      readonly key: string;
      readonly title: string;
      readonly assignment: MatrixColumn;
      /** Place among the cells of a row. */
      readonly at: number;
      readonly mean: number | undefined;
      /** In CSS pixels. */
      readonly size: number;
    };

/** What the grid shows of these learners: columns that would be empty are left out. */
export function gridColumns(
  rows: readonly MatrixRow[],
  {
    columns,
    means,
  }: { readonly columns: readonly MatrixColumn[]; readonly means: readonly (number | undefined)[] },
): readonly GridColumn[] {
  const { learner, login, section, total } = text.gradebook;
  const column = (kind: "name" | "login" | "section" | "total", title: string): GridColumn => ({
    kind,
    key: kind,
    title,
  });
  return [
    column("name", learner),
    ...(rows.some(({ name }) => name !== undefined) ? [column("login", login)] : []),
    ...(rows.some((row) => row.section !== undefined) ? [column("section", section)] : []),
    column("total", total),
    ...columns.map((assignment, at) => ({
      kind: "assignment" as const,
      key: assignment.assignmentId,
      title: assignment.title,
      assignment,
      at,
      mean: means[at],
      size: columns.length > mostWide ? narrow : wide,
    })),
  ];
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** `due 3 Mar`: the day of whoever looks. */
export function dueText({ dueAt }: Pick<MatrixColumn, "dueAt">): string {
  return text.gradebook.due(day.format(new Date(dueAt)));
}

/** `mean 78.1`; with one decimal. */
export function meanText(mean: number | undefined): string {
  if (mean === undefined) return text.gradebook.noMean;
  return text.gradebook.mean(formatPoints(Math.round(mean * 10) / 10));
}

/** Of the names, which stay at the start, in CSS pixels. */
export const sizeOfName = 168;
const sizes = { name: sizeOfName, login: 116, section: 104, total: 88 };
const wide = 192;
const narrow = 116;
const mostWide = 4;

/** In CSS pixels. */
export function sizeOfColumn(column: GridColumn | undefined): number {
  if (column === undefined) return 0;
  return column.kind === "assignment" ? column.size : sizes[column.kind];
}
