import type {
  MatrixColumn,
  MatrixRow,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { type CellState, statesOf } from "../gradebook/cell-state.ts";

/** How an assignment stands, of the learners that are enrolled. */
export interface AssignmentStanding {
  readonly column: MatrixColumn;
  readonly learners: number;
  readonly withPoints: number;
  readonly passed: number;
  readonly needsReview: number;
}

/** What is counted over a cohort's gradebook. */
export interface CohortStanding {
  readonly assignments: readonly AssignmentStanding[];
  readonly blocked: number;
  readonly systemFailure: number;
  readonly onHold: number;
  /** Learners who handed in nothing of all that was due. */
  readonly dropOuts: number;
  /** The assignment that was due last, and who did earlier ones and nothing of it. */
  readonly stopped: { readonly column: MatrixColumn; readonly learners: number } | undefined;
}

/** Counts what the gradebook says, so far as it is read. */
export function cohortStanding(
  rows: readonly MatrixRow[],
  columns: readonly MatrixColumn[],
  now: string,
): CohortStanding {
  const enrolled = rows
    .filter(({ state }) => state === "enrolled")
    .map(({ cells }) => cells.map(statesOf));
  const countOf = (state: CellState) =>
    enrolled.flat().filter((states) => states.includes(state)).length;
  const isMissing = (states: readonly CellState[] | undefined) =>
    states?.includes("missing") ?? false;
  const due = columns.flatMap(({ dueAt }, at) => (dueAt <= now ? [at] : []));
  const last = due.at(-1);
  const lastDue = last === undefined ? undefined : columns[last];
  const isDropOut = (cells: readonly (readonly CellState[])[]) =>
    due.length > 0 && due.every((at) => isMissing(cells[at]));
  return {
    assignments: columns.map((column, at) => ({
      column,
      learners: enrolled.length,
      withPoints: rows.filter(
        ({ state, cells }) => state === "enrolled" && (cells[at]?.points ?? null) !== null,
      ).length,
      passed: enrolled.filter((cells) => cells[at]?.includes("passed")).length,
      needsReview: enrolled.filter((cells) => cells[at]?.includes("needs_review")).length,
    })),
    blocked: countOf("blocked"),
    systemFailure: countOf("system_failure"),
    onHold: countOf("on_hold"),
    dropOuts: enrolled.filter(isDropOut).length,
    stopped:
      lastDue === undefined || due.length < 2
        ? undefined
        : {
            column: lastDue,
            learners: enrolled.filter((cells) => isMissing(cells[last ?? 0]) && !isDropOut(cells))
              .length,
          },
  };
}
