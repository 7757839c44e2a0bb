import type { MarkKind } from "@lab-grader/core/views/feedback-order";
import type { Marks } from "../terminal/marks.ts";
import { renderTable } from "../terminal/table.ts";
import { lengthOf, wrap } from "../terminal/wrap.ts";

/** One criterion of a stage: a column of the matrix. */
export interface GradebookColumn {
  /** Within its stage. */
  readonly id: string;
  readonly maxPoints: number;
}

/** One learner as the table shows them. */
export interface GradebookLine {
  readonly login: string;
  /** State of the newest submission; absent: nothing was submitted. */
  readonly state?: string | undefined;
  /** `null`: nothing was judged, which is not a zero. */
  readonly points: number | null;
  /** Counted attempts. */
  readonly attempts: number;
  /** In the order of the columns; empty where nobody could look. */
  readonly outcomes: readonly MarkKind[];
  readonly why: string;
}

/** At most this many characters in a line of the table. */
export const gradebookWidth = 84;
const names = "1234567890abcdefghijklmnopqrstuvwxyz";
const widestLogin = 16;

/** The gradebook of one stage: a line per learner, a character per criterion. */
export function renderGradebook(
  columns: readonly GradebookColumn[],
  lines: readonly GradebookLine[],
  marks: Marks,
): string {
  const heads = columns.map((_column, place) => names[place] ?? "?");
  const fixed = [
    { title: "learner", most: widestLogin },
    { title: "state" },
    { title: "pts", align: "right", gap: 1 },
    { title: "att", align: "right", gap: 1 },
    { title: heads.join(" ") },
  ] as const;
  const rows = lines.map((line) => [
    line.login,
    shortState(line.state, marks),
    line.points === null ? marks.none : String(line.points),
    line.attempts === 0 ? marks.none : String(line.attempts),
    line.outcomes.map((outcome) => marks.cell[outcome]).join(" "),
  ]);
  const table = renderTable(fixed, rows, marks).split("\n");
  const used = Math.max(...table.map(lengthOf));
  const why = renderTable(
    [{ title: "why", most: Math.max(8, gradebookWidth - used - 2) }],
    lines.map((line) => [line.why]),
    marks,
  ).split("\n");
  return table
    .map((left, place) => `${left.padEnd(used)}  ${why[place] ?? ""}`.trimEnd())
    .join("\n");
}

/** What the characters of the matrix stand for. */
export function renderLegend(
  columns: readonly GradebookColumn[],
  lines: readonly GradebookLine[],
  marks: Marks,
): string {
  const gap = "\u00a0";
  const keys = columns.map(
    ({ id, maxPoints }, place) => `${names[place] ?? "?"}${gap}${id}${gap}${maxPoints}`,
  );
  const seen = new Set(lines.flatMap(({ outcomes }) => outcomes));
  const meanings: readonly (readonly [MarkKind, string])[] = [
    ["met", "met"],
    ["partly", "partly"],
    ["not_met", "not met"],
    ["waiting", "AWS is not finished"],
    ["unknown", "could not look: never a zero, never an attempt"],
    ["not_judged", "not judged: another criterion comes first, no attempt used"],
  ];
  const signs = meanings
    .filter(([kind]) => seen.has(kind))
    .map(([kind, meaning]) => `${marks.cell[kind]} ${meaning}`.replaceAll(" ", gap));
  return [keys, signs]
    .map((words) =>
      wrap(words.join(`${gap} `), gradebookWidth, { first: "", rest: "" }).replaceAll(gap, " "),
    )
    .join("\n");
}

function shortState(state: string | undefined, marks: Marks): string {
  if (state === undefined) return marks.none;
  return state === "needs_review" ? "review" : state;
}
