import type { MatrixCell, MatrixRow } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";

/** A graded cell that passed, unless said otherwise. */
export function aMatrixCell(values: Partial<MatrixCell> = {}): MatrixCell {
  return {
    assignmentId: "asg_000000000001",
    points: 80,
    reasons: [{ kind: "graded" }],
    isPassed: true,
    attempts: { build: 1 },
    termsVersion: 0,
    ...values,
  };
}

/** A learner with one cell. */
export function aMatrixRow(values: Partial<MatrixRow> = {}): MatrixRow {
  return {
    learnerId: "lrn_000000000001",
    login: "learner-01",
    state: "enrolled",
    cells: [aMatrixCell()],
    points: 80,
    ...values,
  };
}
