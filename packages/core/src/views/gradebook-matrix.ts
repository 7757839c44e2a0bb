import type { CohortAssignment } from "../cohorts/cohort-assignment.ts";
import type { Enrolment } from "../cohorts/enrolment.ts";
import type {
  MatrixCell,
  MatrixColumn,
  MatrixRow,
} from "../contracts/endpoints/gradebook-matrix.ts";
import type { Cell } from "../gradebook/cell.ts";
import { type CellReason, cellStatus, isShownToLearner } from "../gradebook/cell-status.ts";
import { differenceOfPoints, percentOf, roundedPoints, sumOfPoints } from "../grading/points.ts";
import type { Instant } from "../time.ts";

export interface MatrixSource {
  readonly columns: readonly CohortAssignment[];
  /** Of all learners of the page, in any order. */
  readonly cells: readonly Cell[];
  readonly now: Instant;
  /** Learners don't see points that are kept back, nor why they would be what they are. */
  readonly audience: "learner" | "staff";
}

type Learner = Pick<Enrolment, "learnerId" | "login" | "state" | "name" | "section">;

/** The rows of a page of the gradebook. Pure. */
export function matrixRows(learners: readonly Learner[], source: MatrixSource): MatrixRow[] {
  const cells = new Map(
    source.cells.map((cell) => [`${cell.learnerId}#${cell.assignmentId}`, cell]),
  );
  return learners.map(({ learnerId, login, state, name, section }) => {
    const row = source.columns.map((column) => {
      const cell = cells.get(`${learnerId}#${column.assignmentId}`);
      return { cell, shown: matrixCell(cell, column, source) };
    });
    const counted = row.flatMap(({ cell, shown }) =>
      cell?.points === undefined || shown.points === null || cell.terms?.excused
        ? []
        : [cell.points],
    );
    return {
      ...{ learnerId, login, state },
      ...(name === undefined ? {} : { name: name.full }),
      ...(section === undefined ? {} : { section }),
      cells: row.map(({ shown }) => shown),
      points: counted.length === 0 ? null : roundedPoints(sumOfPoints(counted)),
    };
  });
}

export function matrixColumn(column: CohortAssignment): MatrixColumn {
  const { assignmentId, version, labId, labVersion, title, stages, release } = column;
  const { opensAt, dueAt, closesAt, timeZone } = column;
  return {
    ...{ assignmentId, version, labId, labVersion, title, stages, release },
    ...{ opensAt, dueAt, closesAt, timeZone },
    maxPoints: roundedPoints(column.maxPoints),
  };
}

function matrixCell(
  cell: Cell | undefined,
  assignment: CohortAssignment,
  { now, audience }: MatrixSource,
): MatrixCell {
  const isShown = audience === "staff" || isShownToLearner({ cell, assignment });
  const reasons = cellStatus({ cell, assignment, now });
  const stages = Object.entries(cell?.stages ?? {});
  const lateDeduction = lateDeductionOf(cell);
  return {
    assignmentId: assignment.assignmentId,
    points: isShown && cell?.points !== undefined ? roundedPoints(cell.points) : null,
    ...(isShown && lateDeduction > 0 ? { lateDeduction } : {}),
    reasons: isShown ? [...reasons] : withoutResult(reasons),
    isPassed: isShown && hasPassed(cell, assignment),
    attempts: Object.fromEntries(stages.map(([stage, { attempts }]) => [stage, attempts])),
    termsVersion: cell?.termsVersion ?? 0,
    ...(cell && cell.assignmentVersion < assignment.version ? { isBehind: true } : {}),
  };
}

const toldOfResult: readonly CellReason["kind"][] = ["overridden", "graded", "needs_review"];

function withoutResult(reasons: readonly CellReason[]): CellReason[] {
  return reasons.filter(({ kind }) => !toldOfResult.includes(kind));
}

/** What lateness took off the sum of the stages; nothing where a person set the result. */
function lateDeductionOf(cell: Cell | undefined): number {
  if (!cell || cell.terms?.override) return 0;
  const late = Object.values(cell.stages).flatMap(({ kept }) =>
    kept?.lateSeconds === undefined ? [] : [differenceOfPoints(kept.points, kept.score)],
  );
  return late.length === 0 ? 0 : roundedPoints(sumOfPoints(late));
}

/** Every stage has an attempt, and together they have enough of what was judged. */
function hasPassed(cell: Cell | undefined, { stages, passAt }: CohortAssignment): boolean {
  const kept = stages.flatMap((stage) => cell?.stages[stage]?.kept ?? []);
  if (kept.length < stages.length || kept.some(({ needsReview }) => needsReview)) return false;
  const judged = sumOfPoints(kept.map(({ judgedPoints }) => judgedPoints));
  return percentOf(sumOfPoints(kept.map(({ points }) => points)), judged) >= passAt;
}
