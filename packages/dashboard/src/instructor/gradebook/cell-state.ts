import type { MatrixCell } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";

/** How a cell stands, as one looks for it: a cell may be several of these at once. */
export const cellStates = [
  ...(["passed", "not_passed", "partly_done", "late", "needs_review", "on_hold"] as const),
  ...(["blocked", "system_failure", "in_progress", "missing", "no_attempt"] as const),
  ...(["not_submitted", "not_open", "excused", "overridden", "withheld", "hidden"] as const),
] as const;
export type CellState = (typeof cellStates)[number];

/** Said beside the main state: they change who sees the points, or by how much. */
const besides: ReadonlySet<string> = new Set(["late", "withheld", "hidden", "graded"]);
/** With one of these, points say nothing yet about having passed. */
const unsettled: ReadonlySet<string> = new Set([
  ...["excused", "overridden", "in_progress", "needs_review", "partly_done"],
]);

/** Everything that a cell is. */
export function statesOf(cell: MatrixCell): readonly CellState[] {
  const told = cell.reasons.flatMap(({ kind }) => (kind === "graded" ? [] : [kind]));
  const verdict = verdictOf(cell);
  return verdict === undefined ? told : [verdict, ...told];
}

/** What a cell is first of all: what keeps its points from being final, else how it went. */
export function mainStateOf(cell: MatrixCell): CellState {
  const open = cell.reasons.find(({ kind }) => !besides.has(kind));
  if (open && open.kind !== "graded") return open.kind;
  const [first = "hidden"] = statesOf(cell);
  return first;
}

function verdictOf({ points, isPassed, reasons }: MatrixCell): "passed" | "not_passed" | undefined {
  if (isPassed) return "passed";
  if (points === null || reasons.some(({ kind }) => unsettled.has(kind))) return undefined;
  return "not_passed";
}
