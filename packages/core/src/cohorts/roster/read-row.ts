import type { CsvRow } from "./csv-rows.ts";
import type { RosterColumns, RosterField } from "./roster-columns.ts";
import { RosterEntry, type RosterProblem } from "./roster-entry.ts";

/** A row of a roster below the header, as it was understood. */
export type ReadRow =
  | { readonly status: "learner"; readonly line: number; readonly entry: RosterEntry }
  | { readonly status: "skipped"; readonly line: number; readonly why: string }
  | { readonly status: "refused"; readonly problems: readonly RosterProblem[] };

/** What a quote that is not closed does to the rest of a file can't be told. */
export function brokenQuotes(line: number): RosterProblem {
  const problem =
    'A quote is not closed, or stands inside a cell without quotes. Write "" for one quote.';
  return { code: "roster.quotes", line, problem };
}

export function readRow(
  row: CsvRow,
  headers: readonly string[],
  columns: RosterColumns & { readonly loginColumn: number },
): ReadRow {
  const { line, cells } = row;
  if (row.hasBrokenQuotes) return { status: "refused", problems: [brokenQuotes(line)] };
  const values = valuesOf(cells, columns);
  const why = whyNoLearner(values, cells, columns);
  if (why !== undefined) return { status: "skipped", line, why };
  const problem = shapeProblem(row, headers);
  if (problem) return { status: "refused", problems: [problem] };

  const { loginColumn } = columns;
  const login = cells[loginColumn] ?? "";
  if (login === "") {
    const problem = "The row has no login. Expected what this person signs in with.";
    const column = headers[loginColumn] ?? "";
    return {
      status: "refused",
      problems: [{ code: "roster.login_missing", line, column, problem }],
    };
  }
  const parsed = RosterEntry.safeParse(entryOf(login, values));
  if (parsed.success) return { status: "learner", line, entry: parsed.data };
  return {
    status: "refused",
    problems: parsed.error.issues.map(({ path, message }) => ({
      ...{ code: "roster.cell_invalid", line },
      column: headers[columnAt(path, columns)] ?? "",
      problem: `Expected ${message}.`,
    })),
  };
}

function valuesOf(
  cells: readonly string[],
  { fields }: RosterColumns,
): ReadonlyMap<RosterField, string> {
  const filled = fields.flatMap((field, at) => {
    const cell = cells[at] ?? "";
    return field === undefined || cell === "" ? [] : [[field, cell] as const];
  });
  return new Map(filled);
}

/** Rows that Canvas and Moodle write and that are no learners. */
function whyNoLearner(
  values: ReadonlyMap<RosterField, string>,
  cells: readonly string[],
  { format }: RosterColumns,
): string | undefined {
  if (format === "canvas") {
    const [first = ""] = cells;
    if (/points possible/i.test(first)) return "the maximum points";
    const isPosting = cells.some((cell) => /^(manual posting|muted)$/i.test(cell));
    if (first === "" && isPosting) return "how grades are posted";
    const isTest = /^(student, test|test student)$/i.test(values.get("fullName") ?? "");
    if (isTest && !values.has("sisUserId")) return "Canvas's test student";
  }
  const roles = values.get("roles");
  if (roles !== undefined && !/student|learner/i.test(roles)) return `the role ${roles}`;
  return undefined;
}

function shapeProblem(
  { line, cells }: CsvRow,
  headers: readonly string[],
): RosterProblem | undefined {
  if (cells.length > headers.length) {
    const problem = `The row has ${cells.length} cells, the header ${headers.length}. A cell that holds the delimiter needs quotes.`;
    return { code: "roster.row_too_long", line, problem };
  }
  const broken = cells.findIndex((cell) => cell.includes("\uFFFD"));
  if (broken < 0) return undefined;
  const problem = "The cell has characters that could not be read. Save the file as UTF-8.";
  return { code: "roster.encoding", line, column: headers[broken] ?? "", problem };
}

/** What is absent stays `undefined`; the schema leaves it out. */
function entryOf(login: string, values: ReadonlyMap<RosterField, string>): object {
  const of = (...fields: readonly RosterField[]) =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = values.get(field);
        return value === undefined ? [] : [[field, value]];
      }),
    );
  const name = nameOf(values);
  return {
    login,
    ...(name === undefined ? {} : { name }),
    ...of("email", "section"),
    externalIds: of(
      ...(["canvasId", "sisUserId", "sisLoginId", "integrationId"] as const),
      ...(["moodleIdNumber", "moodleUsername"] as const),
    ),
  };
}

/** Canvas writes `family, given` into one column. */
function nameOf(values: ReadonlyMap<RosterField, string>): object | undefined {
  const whole = values.get("fullName");
  const parts = /^([^,]+), *([^,]+)$/.exec(whole ?? "");
  const given = values.get("givenName") ?? parts?.[2];
  const family = values.get("familyName") ?? parts?.[1];
  const full = parts || whole === undefined ? [given, family].filter(Boolean).join(" ") : whole;
  if (full === "") return undefined;
  return {
    full,
    ...(given === undefined ? {} : { given }),
    ...(family === undefined ? {} : { family }),
  };
}

const nameFields: Readonly<Record<string, readonly RosterField[]>> = {
  full: ["fullName", "givenName", "familyName"],
  given: ["givenName", "fullName"],
  family: ["familyName", "fullName"],
};

/** The column that a member of the entry was made of. */
function columnAt(
  path: readonly PropertyKey[],
  { fields, loginColumn }: RosterColumns & { readonly loginColumn: number },
): number {
  const [member = "", part = ""] = path.map(String);
  if (member === "login") return loginColumn;
  const wanted = member === "name" ? (nameFields[part] ?? []) : [part === "" ? member : part];
  return fields.findIndex((field) => field !== undefined && wanted.includes(field));
}
