import type {
  MatrixCell,
  MatrixColumn,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { cellReasonText } from "@lab-grader/core/gradebook/cell-reason-text";
import type { CellReason } from "@lab-grader/core/gradebook/cell-status";
import { formatMoment } from "../../parts/moment.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { type CellState, mainStateOf } from "./cell-state.ts";

/** What stands in a cell below its points: `passed`; `2 of 3 stages, withheld`. */
export function cellLine(cell: MatrixCell, main: CellState): string {
  const isWithheld = main !== "withheld" && cell.reasons.some(({ kind }) => kind === "withheld");
  const words = mainWords(cell, main);
  return isWithheld ? `${words}, ${text.gradebook.states.withheld}` : words;
}

/** What stands beside the points of late work: `−12 late`. */
export function lateWords({ reasons, lateDeduction }: MatrixCell): string | undefined {
  if (lateDeduction !== undefined) return text.gradebook.deducted(formatPoints(lateDeduction));
  return reasons.some(({ kind }) => kind === "late") ? text.gradebook.states.late : undefined;
}

/** The whole of it in a sentence: points, what was taken off, and every reason. */
export function cellSentence(
  cell: MatrixCell,
  { maxPoints }: Pick<MatrixColumn, "maxPoints">,
): string {
  const words = text.gradebook;
  const points =
    cell.points === null
      ? words.noPoints
      : words.pointsOf(formatPoints(cell.points), formatPoints(maxPoints));
  return [points, ...whyOf(cell)].join("; ");
}

/** Why a cell says what it says: what was taken off, whether it was passed, and every reason. */
export function whyOf(cell: MatrixCell): readonly string[] {
  const words = text.gradebook;
  const main = mainStateOf(cell);
  return [
    cell.lateDeduction === undefined
      ? undefined
      : words.deductedLong(formatPoints(cell.lateDeduction)),
    main === "passed" || main === "not_passed" ? words.states[main] : undefined,
    ...cell.reasons.filter(({ kind }) => kind !== "graded").map(reasonSentence),
    cell.isBehind ? words.behind : undefined,
  ].filter((part) => part !== undefined);
}

/** A reason in core's words, with times in the zone of whoever looks. */
export function reasonSentence(reason: CellReason): string {
  return cellReasonText(reason, formatMoment);
}

function mainWords(cell: MatrixCell, main: CellState): string {
  const partly = cell.reasons.find(({ kind }) => kind === "partly_done");
  if (main === "partly_done" && partly?.kind === "partly_done")
    return text.gradebook.stagesDone(partly.done.length, partly.done.length + partly.open.length);
  return text.gradebook.states[main];
}
