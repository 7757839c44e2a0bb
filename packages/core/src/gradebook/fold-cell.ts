import type { Assignment } from "../cohorts/assignment.ts";
import { sumOfPoints } from "../grading/points.ts";
import { paddedNumber } from "../ids.ts";
import { canonicalJson } from "../json.ts";
import { attemptsOf, keptAttempt, submissionsOf } from "../submissions/attempts.ts";
import type { Submission } from "../submissions/submission.ts";
import type { Cell, CellStage } from "./cell.ts";

/** A cell without what its writing adds. */
export type CellFold = Omit<Cell, "version" | "foldedAt">;

/**
 * The result of one learner in one assignment. Depends on nothing but its arguments: equal
 * submissions and rules give equal cells, in whatever order they come.
 */
export function foldCell(from: {
  assignment: Assignment;
  learner: { learnerId: string; login: string };
  submissions: readonly Submission[];
}): CellFold {
  const { assignment, learner, submissions } = from;
  const stages = assignment.stages.flatMap(({ stage }) => {
    const folded = foldStage(submissions, { stage, keep: assignment.keep });
    return folded === undefined ? [] : [{ stage, folded }];
  });
  const kept = stages.flatMap(({ folded }) => folded.kept ?? []);
  return {
    assignmentId: assignment.assignmentId,
    learnerId: learner.learnerId,
    login: learner.login,
    stages: Object.fromEntries(stages.map(({ stage, folded }) => [stage, folded])),
    ...(kept.length === 0 ? {} : { points: sumOfPoints(kept.map(({ points }) => points)) }),
    assignmentVersion: assignment.version,
    foldedFrom: effectiveGrades(submissions),
  };
}

/** Whether a cell says what the fold says; version and time of writing don't matter. */
export function isCellOf(cell: Cell, fold: CellFold): boolean {
  const { version: _version, foldedAt: _foldedAt, ...content } = cell;
  return canonicalJson(content) === canonicalJson(fold);
}

function foldStage(
  submissions: readonly Submission[],
  { stage, keep }: { stage: string; keep: Assignment["keep"] },
): CellStage | undefined {
  const latest = submissionsOf(submissions, stage).at(-1);
  if (latest === undefined) return undefined;
  const attempts = attemptsOf(submissions, stage);
  const kept = resultOf(keptAttempt(attempts, keep));
  return {
    attempts: attempts.length,
    latest: { submissionId: latest.submissionId, state: latest.state },
    ...(kept === undefined ? {} : { kept }),
  };
}

function resultOf(attempt: Submission | undefined): CellStage["kept"] {
  if (!attempt) return undefined;
  const { submissionId, effectiveGrade, points, judgedPoints, maxPoints } = attempt;
  if (!effectiveGrade || !points || !judgedPoints || !maxPoints) return undefined;
  return { submissionId, gradeId: effectiveGrade, points, judgedPoints, maxPoints };
}

function effectiveGrades(submissions: readonly Submission[]): Cell["foldedFrom"] {
  return Object.fromEntries(
    submissions.flatMap(({ stage, number, effectiveGrade }) =>
      effectiveGrade === undefined ? [] : [[`${stage}.${paddedNumber(number)}`, effectiveGrade]],
    ),
  );
}
