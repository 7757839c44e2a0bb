import { type CsvRow, csvRows } from "./csv-rows.ts";
import { brokenQuotes, type ReadRow, readRow } from "./read-row.ts";
import { type RosterColumns, rosterColumns, unreadHeaders } from "./roster-columns.ts";
import {
  largestRoster,
  type RosterEntry,
  type RosterFormat,
  type RosterProblem,
} from "./roster-entry.ts";

/** A roster as it was understood. Its entries are worth something only where it has no problem. */
export interface Roster {
  readonly format: RosterFormat;
  readonly entries: readonly RosterEntry[];
  /** In the order of the lines. */
  readonly problems: readonly RosterProblem[];
  /** Rows that are no learners: totals, test students, staff. */
  readonly skipped: readonly { readonly line: number; readonly why: string }[];
  /** Headers of columns that nobody reads. */
  readonly ignoredColumns: readonly string[];
}

/**
 * Reads a roster as Canvas or Moodle export it, or with plain headers: `login,name,email,section`.
 * @param options.loginColumn the header of the column with the logins, where it isn't the usual one.
 */
export function readRoster(
  csv: string,
  { loginColumn }: { readonly loginColumn?: string | undefined } = {},
): Roster {
  const [header, ...rows] = csvRows(csv);
  if (header === undefined) {
    const problem =
      "The file is empty. The first line names the columns: login,name,email,section.";
    return refused("plain", { code: "roster.empty", line: 1, problem });
  }
  const columns = rosterColumns(header.cells, loginColumn);
  const { format, loginColumn: at } = columns;
  const problem = headerProblem(header, columns);
  if (problem) return refused(format, problem);
  if (at === undefined) return refused(format, loginColumnMissing(header, loginColumn));

  const read = rows.map((row) => readRow(row, header.cells, { ...columns, loginColumn: at }));
  const learners = read.filter((one) => one.status === "learner");
  const problems = [
    ...read.flatMap((one) => (one.status === "refused" ? one.problems : [])),
    ...sizeProblems(header, learners, rows),
    ...duplicates(learners),
  ];
  return {
    format,
    entries: learners.map(({ entry }) => entry),
    problems: problems.sort((one, other) => one.line - other.line),
    skipped: read.flatMap((one) =>
      one.status === "skipped" ? [{ line: one.line, why: one.why }] : [],
    ),
    ignoredColumns: unreadHeaders(header.cells, columns),
  };
}

type LearnerRow = Extract<ReadRow, { status: "learner" }>;

function refused(format: RosterFormat, problem: RosterProblem): Roster {
  return { format, entries: [], problems: [problem], skipped: [], ignoredColumns: [] };
}

function headerProblem(
  { line, cells, hasBrokenQuotes }: CsvRow,
  { fields }: RosterColumns,
): RosterProblem | undefined {
  if (hasBrokenQuotes) return brokenQuotes(line);
  const twice = fields.find((field, at) => field !== undefined && fields.indexOf(field) !== at);
  if (twice === undefined) return undefined;
  const both = cells.filter((_cell, at) => fields[at] === twice);
  const problem = `The columns ${both.join(" and ")} hold the same. Leave one of them out.`;
  return { code: "roster.header_invalid", line, problem };
}

function loginColumnMissing({ line, cells }: CsvRow, wanted: string | undefined): RosterProblem {
  const named = cells.filter((cell) => cell !== "").join(", ");
  const missing =
    wanted === undefined
      ? "No column holds the logins that people sign in with. Name one of them login, or say which one it is."
      : `There is no column ${wanted}.`;
  const problem = `${missing} The first line says: ${named.slice(0, 200)}.`;
  return { code: "roster.login_column_missing", line, problem };
}

function sizeProblems(
  header: CsvRow,
  learners: readonly LearnerRow[],
  rows: readonly CsvRow[],
): RosterProblem[] {
  if (rows.length === 0) {
    const problem = "There is a header and no learner below it.";
    return [{ code: "roster.empty", line: header.line, problem }];
  }
  const tooMany = learners[largestRoster];
  if (tooMany === undefined) return [];
  const problem = `A roster has at most ${largestRoster} learners, this one ${learners.length}. Make several cohorts of it.`;
  return [{ code: "roster.too_many_rows", line: tooMany.line, problem }];
}

/** What must tell learners apart. Letter case does not: a person would take it for a slip. */
const unique: readonly (readonly [string, (entry: RosterEntry) => string | undefined])[] = [
  ["login", ({ login }) => login],
  ["e-mail address", ({ email }) => email],
  ["Canvas ID", ({ externalIds }) => externalIds.canvasId],
  ["SIS user ID", ({ externalIds }) => externalIds.sisUserId],
  ["SIS login ID", ({ externalIds }) => externalIds.sisLoginId],
  ["ID number", ({ externalIds }) => externalIds.moodleIdNumber],
  ["Moodle username", ({ externalIds }) => externalIds.moodleUsername],
];

function duplicates(learners: readonly LearnerRow[]): RosterProblem[] {
  return unique.flatMap(([what, of]) => {
    const firstLines = new Map<string, number>();
    return learners.flatMap(({ line, entry }): RosterProblem[] => {
      const value = of(entry);
      if (value === undefined) return [];
      const first = firstLines.get(value.toLowerCase());
      if (first === undefined) {
        firstLines.set(value.toLowerCase(), line);
        return [];
      }
      const problem = `The ${what} ${value} stands in line ${first} too. Each learner has one of their own.`;
      return [{ code: "roster.duplicate", line, problem }];
    });
  });
}
