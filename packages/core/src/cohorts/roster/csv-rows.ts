import Papa from "papaparse";

/** A row of a CSV file. */
export interface CsvRow {
  /** Of its first character, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote that is not closed, or stands where none may. */
  readonly hasBrokenQuotes: boolean;
}

const delimiters = [",", ";", "\t"] as const;

/**
 * Rows with something in them, as texts: nothing is read as a number, a date or a formula. Takes a
 * byte order mark, any line ending and the delimiter that the first line uses most.
 */
export function csvRows(text: string): readonly CsvRow[] {
  const body = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const rows: CsvRow[] = [];
  let read = 0;
  let line = 1;
  Papa.parse<string[]>(body, {
    delimiter: delimiterOf(body),
    newline: "\n",
    step: ({ data, errors, meta }) => {
      const cells = data.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== ""))
        rows.push({ line, cells, hasBrokenQuotes: errors.some(({ type }) => type === "Quotes") });
      line += body.slice(read, meta.cursor).split("\n").length - 1;
      read = meta.cursor;
    },
  });
  return rows;
}

function delimiterOf(body: string): string {
  const header = (body.split("\n", 1)[0] ?? "").replace(/"[^"]*"/g, "");
  const counted = delimiters.map((delimiter) => ({
    delimiter,
    count: header.split(delimiter).length - 1,
  }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}
