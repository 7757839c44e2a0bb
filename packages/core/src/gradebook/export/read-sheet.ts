import { type CohortAssignment, CohortAssignmentRecord } from "../../cohorts/cohort-assignment.ts";
import { type Enrolment, EnrolmentRecord } from "../../cohorts/enrolment.ts";
import { comparePoints } from "../../grading/points.ts";
import { listAll } from "../../storage/list-all.ts";
import type { Table } from "../../storage/table.ts";
import type { Instant } from "../../time.ts";
import { newestSeal } from "../audit/seal.ts";
import { type Cell, CellRecord, gradebookPartition } from "../cell.ts";
import { cellReasonText } from "../cell-reason-text.ts";
import { cellStatus, isShownToLearner } from "../cell-status.ts";
import type { ExportCell, ExportLearner, ExportRow, ExportSheet } from "./export-sheet.ts";

/**
 * The released results of everybody who is enrolled: one range of cells, one of enrolments, one of
 * assignments, whatever their number. What is hidden or withheld stays here.
 * @param assignmentIds absent: all of the cohort.
 */
export async function readSheet(
  of: {
    readonly cohortId: string;
    readonly cohortName: string;
    readonly assignmentIds?: readonly string[] | undefined;
    readonly now: Instant;
  },
  table: Table,
): Promise<ExportSheet> {
  const { cohortId, cohortName, assignmentIds, now } = of;
  const [enrolments, assignments, cells, seal] = await Promise.all([
    listAll(table, EnrolmentRecord, { pk: cohortId, prefix: "enrolment#" }),
    listAll(table, CohortAssignmentRecord, { pk: cohortId, prefix: "assignment#" }),
    listAll(table, CellRecord, { pk: gradebookPartition(cohortId), prefix: "" }),
    newestSeal(cohortId, table),
  ]);
  const columns = assignments.filter(
    ({ assignmentId }) => assignmentIds === undefined || assignmentIds.includes(assignmentId),
  );
  const cellOf = new Map(
    cells.map((cell) => [`${cell.learnerId}#${cell.assignmentId}`, cell] as const),
  );
  return {
    ...{ cohortId, cohortName, at: now },
    ...(seal && { seal: { hash: seal.hash, at: seal.at } }),
    columns: columns.map(({ assignmentId, title, maxPoints, canvasId, moodleMaximum }) => ({
      ...{ assignmentId, title, maxPoints },
      ...(canvasId === undefined ? {} : { canvasId }),
      ...(moodleMaximum === undefined ? {} : { moodleMaximum }),
    })),
    rows: enrolments
      .filter(({ state }) => state === "enrolled")
      .map((enrolment): ExportRow => {
        const { learnerId } = enrolment;
        return {
          learner: exportLearner(enrolment),
          cells: columns.map((assignment) =>
            exportCell(cellOf.get(`${learnerId}#${assignment.assignmentId}`), assignment, now),
          ),
        };
      }),
  };
}

function exportLearner(enrolment: Enrolment): ExportLearner {
  const { learnerId, login, name, email, section, externalIds } = enrolment;
  const { canvasId, sisUserId, sisLoginId, moodleIdNumber, moodleUsername } = externalIds;
  return {
    ...{ learnerId, login, name: name?.full ?? login },
    ...(email === undefined ? {} : { email }),
    ...(section === undefined ? {} : { section }),
    ...(canvasId === undefined ? {} : { canvasId }),
    ...(sisUserId === undefined ? {} : { sisUserId }),
    ...(sisLoginId === undefined ? {} : { sisLoginId }),
    ...(moodleIdNumber === undefined ? {} : { idNumber: moodleIdNumber }),
    moodleUsername: moodleUsername ?? login,
  };
}

function exportCell(
  cell: Cell | undefined,
  assignment: CohortAssignment,
  now: Instant,
): ExportCell {
  const reasons = cellStatus({ cell, assignment, now });
  const reason = reasons.map((reason) => cellReasonText(reason)).join("; ");
  if (!isShownToLearner({ cell, assignment })) return { kind: "none", reason: "not released" };
  if (reasons.some(({ kind }) => kind === "excused")) return { kind: "excused", reason };
  if (cell?.points === undefined) return { kind: "none", reason };
  const isOpen = cell.terms?.override === undefined && isPartlyJudged(cell);
  return { kind: "points", points: cell.points, reason, ...(isOpen && { isOpen }) };
}

/** Something of an attempt that counts is on hold or has no verdict yet. */
function isPartlyJudged({ stages }: Cell): boolean {
  return Object.values(stages).some(
    ({ kept }) => kept && comparePoints(kept.judgedPoints, kept.maxPoints) < 0,
  );
}
