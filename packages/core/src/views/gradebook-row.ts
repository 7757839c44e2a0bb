import type { Assignment } from "../cohorts/assignment.ts";
import type { Enrolment } from "../cohorts/enrolment.ts";
import type { GradebookRow, GradebookStage } from "../contracts/http.ts";
import type { Cell, CellStage } from "../gradebook/cell.ts";
import type { Grade } from "../grading/grade.ts";
import { differenceOfPoints, roundedPoints } from "../grading/points.ts";
import { submissionIdOf } from "../ids.ts";
import type { Lab } from "../lab/lab.ts";
import { english, explain } from "../reasons/catalogue.ts";
import { submissionsOf } from "../submissions/attempts.ts";
import type { Submission } from "../submissions/submission.ts";
import { outcomeSummary } from "./explain-outcome.ts";
import { shownGradeId } from "./shown-grade.ts";
import { pointsOrNull } from "./submission-view.ts";

type KeptAttempt = NonNullable<CellStage["kept"]>;

export interface GradebookRowSource {
  readonly enrolment: Pick<Enrolment, "learnerId" | "login">;
  readonly assignment: Pick<Assignment, "stages">;
  readonly lab: Lab;
  readonly cell: Cell | undefined;
  /** All of this learner and assignment. */
  readonly submissions: readonly Submission[];
  /** The grades of `gradesOfRow`, by stage. */
  readonly grades: ReadonlyMap<string, Grade>;
}

/** The grade that is shown for each stage: at most one per stage has to be read. */
export function gradesOfRow(
  from: Pick<GradebookRowSource, "assignment" | "cell" | "submissions">,
): readonly { stage: string; submissionId: string; gradeId: string }[] {
  return from.assignment.stages.flatMap(({ stage }) => {
    const { cell } = from;
    const kept = cell?.stages[stage]?.kept;
    if (cell && kept) {
      const { number, gradeId } = kept;
      return [{ stage, submissionId: submissionIdOf({ ...cell, stage, number }), gradeId }];
    }
    const latest = submissionsOf(from.submissions, stage).at(-1);
    const gradeId = latest && shownGradeId(latest);
    if (!latest || gradeId === undefined) return [];
    return [{ stage, submissionId: latest.submissionId, gradeId }];
  });
}

/** One learner's row. Pure. */
export function gradebookRow(source: GradebookRowSource): GradebookRow {
  const { enrolment, assignment, cell } = source;
  return {
    learnerId: enrolment.learnerId,
    login: enrolment.login,
    points: cell?.points === undefined ? null : roundedPoints(cell.points),
    stages: assignment.stages.map(({ stage }) => gradebookStage(stage, source)),
  };
}

function gradebookStage(stage: string, source: GradebookRowSource): GradebookStage {
  const { lab, cell, submissions } = source;
  const latest = submissionsOf(submissions, stage).at(-1);
  const grade = source.grades.get(stage);
  const criteria = (grade?.outcomes ?? []).map((outcome) =>
    outcomeSummary(outcome, { lab, stage }),
  );
  const why = latest?.fault
    ? explain(latest.fault, english).short
    : criteria.find(({ outcome }) => outcome !== "met")?.short;
  return {
    stage,
    attempts: cell?.stages[stage]?.attempts ?? 0,
    ...(latest === undefined
      ? {}
      : {
          latest: {
            submissionId: latest.submissionId,
            state: latest.state,
            submittedAt: latest.submittedAt,
          },
        }),
    ...(grade === undefined
      ? {}
      : {
          shown: {
            submissionId: grade.submissionId,
            isKept: cell?.stages[stage]?.kept?.gradeId === grade.gradeId,
            points: pointsOrNull(grade),
            judgedPoints: roundedPoints(grade.judgedPoints),
            maxPoints: roundedPoints(grade.maxPoints),
            criteria,
          },
        }),
    ...(cell?.stages[stage]?.kept && { counted: countedOf(cell.stages[stage].kept) }),
    ...(why === undefined ? {} : { why }),
  };
}

function countedOf({ points, score, lateSeconds }: KeptAttempt): GradebookStage["counted"] {
  return {
    points: roundedPoints(score),
    lateDeduction: roundedPoints(differenceOfPoints(points, score)),
    ...(lateSeconds === undefined ? {} : { lateSeconds }),
  };
}
