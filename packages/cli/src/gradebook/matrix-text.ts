import type {
  MatrixCell,
  MatrixColumn,
  MatrixRow,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import type { CellReason } from "@lab-grader/core/gradebook/cell-status";
import { pointsText } from "@lab-grader/core/views/figures";
import { durationText } from "../assignments/assignment-text.ts";
import { counted } from "../feedback/figures.ts";
import { renderTable } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { lengthOf } from "../terminal/wrap.ts";

/** One letter for each reason; capital letters need somebody. */
const letters = {
  withheld: "w",
  hidden: "h",
  excused: "x",
  overridden: "o",
  on_hold: "H",
  system_failure: "F",
  blocked: "B",
  in_progress: "p",
  needs_review: "R",
  not_open: " ",
  not_submitted: "-",
  missing: "m",
  no_attempt: "n",
  partly_done: "+",
  late: "l",
  graded: " ",
} as const satisfies Readonly<Record<CellReason["kind"], string>>;

const words: Readonly<Record<CellReason["kind"], string>> = {
  withheld: "withheld from the learner",
  hidden: "not released yet",
  excused: "excused",
  overridden: "set by a person",
  on_hold: "a criterion is on hold",
  system_failure: "our side failed: redrive it",
  blocked: "the account did not let us look",
  in_progress: "on its way, or waiting for AWS",
  needs_review: "a person has to look",
  not_open: "not open yet",
  not_submitted: "not submitted, there is time",
  missing: "not submitted, too late",
  no_attempt: "submitted, nothing counts",
  partly_done: "stages are still open",
  late: "late",
  graded: "graded",
};

const widestLogin = 16;
/** The reasons that matter most come first. */
const mostSigns = 2;

/** The gradebook, learner by assignment; what doesn't fit beside each other comes below. */
export function matrixText(
  {
    columns,
    rows,
  }: { readonly columns: readonly MatrixColumn[]; readonly rows: readonly MatrixRow[] },
  terminal: Pick<Terminal, "columns" | "marks">,
): string {
  if (columns.length === 0) return "The cohort has no assignments.";
  const { marks } = terminal;
  const byLogin = rows.toSorted((left, right) => (left.login < right.login ? -1 : 1));
  const names = columns.map((_column, at) => String(at + 1));
  const keys = columns.map(
    ({ title, maxPoints }, at) => `${names[at]}  ${title}, ${pointsText(maxPoints)} points`,
  );
  const login = Math.min(widestLogin, Math.max(7, ...rows.map((row) => lengthOf(row.login))));
  const parts = slices(
    columns.length,
    Math.max(1, Math.floor((terminal.columns - login - 10) / 10)),
  );
  const tables = parts.map(({ from, to }, part) =>
    renderTable(
      [
        { title: "learner", most: widestLogin },
        ...names.slice(from, to).map((title) => ({ title, align: "right" as const })),
        ...(part === parts.length - 1 ? [{ title: "sum", align: "right" as const }] : []),
      ],
      byLogin.map((row) => [
        row.state === "dropped" ? `(${row.login})` : row.login,
        ...row.cells.slice(from, to).map((cell) => cellText(cell, marks.none)),
        ...(part === parts.length - 1
          ? [row.points === null ? marks.none : pointsText(row.points)]
          : []),
      ]),
      marks,
    ),
  );
  return [keys.join("\n"), ...tables, legend(rows)].filter((text) => text !== "").join("\n\n");
}

/** One learner's own cells, each with all its reasons in words. */
export function ownRowText(
  columns: readonly MatrixColumn[],
  { cells }: MatrixRow,
  { marks }: Pick<Terminal, "marks">,
): string {
  const rows = columns.map((column, at) => {
    const cell = cells[at];
    const points = cell?.points ?? null;
    const figure = points === null ? marks.none : pointsText(points);
    return [
      column.title,
      `${figure} of ${pointsText(column.maxPoints)}`,
      (cell?.reasons ?? []).map(reasonText).join("; "),
    ];
  });
  const titles = [
    { title: "assignment", most: 30 },
    { title: "points", align: "right" as const },
    { title: "" },
  ];
  return renderTable(titles, rows, marks);
}

/** `36 +l` */
function cellText({ points, reasons }: MatrixCell, none: string): string {
  const signs = reasons.map(({ kind }) => letters[kind].trim()).join("");
  return `${points === null ? none : pointsText(points)} ${signs.slice(0, mostSigns).padEnd(2)}`;
}

function reasonText(reason: CellReason): string {
  switch (reason.kind) {
    case "late":
      return `${reason.stage} late by ${durationText(rounded(reason.bySeconds))}`;
    case "in_progress":
      return reason.until === undefined
        ? `${reason.stage} is ${reason.state}`
        : `${reason.stage} waits for AWS, asked again at ${reason.until.slice(11, 16)} UTC`;
    case "partly_done":
      return `still open: ${reason.open.join(", ")}`;
    case "on_hold":
    case "needs_review":
      return `${words[reason.kind]}: ${reason.stages.join(", ")}`;
    case "not_submitted":
      return `due ${reason.dueAt.slice(0, 16).replace("T", " ")} UTC`;
    default:
      return words[reason.kind];
  }
}

/** To the largest unit that says it well. */
function rounded(seconds: number): number {
  const unit = [86_400, 3600, 60].find((each) => seconds >= 2 * each) ?? 60;
  return Math.max(unit, Math.round(seconds / unit) * unit);
}

function legend(rows: readonly MatrixRow[]): string {
  const seen = new Map<CellReason["kind"], number>();
  for (const { kind } of rows.flatMap(({ cells }) =>
    cells.flatMap(({ reasons }) => reasons.slice(0, mostSigns)),
  ))
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
  return [...seen]
    .filter(([kind]) => letters[kind] !== " ")
    .map(([kind, count]) => `${letters[kind]}  ${words[kind]} (${counted(count, "cell")})`)
    .join("\n");
}

function slices(length: number, size: number): readonly { from: number; to: number }[] {
  return Array.from({ length: Math.ceil(length / size) }, (_, at) => ({
    from: at * size,
    to: Math.min(length, (at + 1) * size),
  }));
}
