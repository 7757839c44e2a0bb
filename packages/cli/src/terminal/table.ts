import { lengthOf } from "./wrap.ts";

/** How one column of a table is drawn. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Spaces before it; default 2. */
  readonly gap?: number;
  /** Columns beyond it are cut with a sign; absent: as wide as its widest text. */
  readonly most?: number;
}

/** Lines up texts under their titles, with a rule in between. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { rule, more }: { rule: string; more: string },
): string {
  const cells = rows.map((row) =>
    columns.map(({ most }, place) => cut(row[place] ?? "", most, more)),
  );
  const widths = columns.map(({ title }, place) =>
    Math.max(lengthOf(title), ...cells.map((row) => lengthOf(row[place] ?? ""))),
  );
  const line = (texts: readonly string[]): string =>
    columns
      .map(({ align, gap = 2 }, place) => {
        const text = aligned(texts[place] ?? "", widths[place] ?? 0, align);
        return place === 0 ? text : " ".repeat(gap) + text;
      })
      .join("")
      .trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    line(widths.map((width) => rule.repeat(width))),
    ...cells.map(line),
  ].join("\n");
}

function aligned(text: string, width: number, align: Column["align"] = "left"): string {
  const missing = " ".repeat(width - lengthOf(text));
  return align === "right" ? missing + text : text + missing;
}

function cut(text: string, most: number | undefined, more: string): string {
  if (most === undefined || lengthOf(text) <= most) return text;
  return [...text].slice(0, most - lengthOf(more)).join("") + more;
}
