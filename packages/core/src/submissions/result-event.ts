import { eventVersion, type ResultEvent } from "../contracts/events.ts";
import type { Grade } from "../grading/grade.ts";
import { roundedPoints } from "../grading/points.ts";
import { isClosed, type Submission } from "./submission.ts";

/**
 * The event that follows a closed submission, the same whenever it is made again. None where the
 * learner has taken the submission back: there is no result, and there was none before.
 * @param grade the effective one; absent where the submission ended without.
 */
export function resultEventOf(
  closed: Submission,
  grade: Grade | undefined,
): ResultEvent | undefined {
  const { state } = closed;
  if (!isClosed(state)) return undefined;
  if (grade && grade.cause !== "graded") {
    const { cause, notify, previousGrade: previousGradeId } = grade;
    const result = { ...placeOf(closed), ...resultOf(grade), cause, state };
    return {
      detailType: "grade.changed",
      detail: {
        ...result,
        ...(notify && { notify }),
        ...(previousGradeId === undefined ? {} : { previousGradeId }),
      },
    };
  }
  switch (state) {
    case "graded":
    case "needs_review":
      if (!grade) throw new Error(`${closed.submissionId} is ${state} without a grade`);
      return {
        detailType: "submission.graded",
        detail: { ...placeOf(closed), ...resultOf(grade), cause: "graded", state },
      };
    case "failed":
    case "blocked":
      return { detailType: "submission.failed", detail: failureOf(closed, state, grade) };
    case "canceled":
      return undefined;
    default:
      return state satisfies never;
  }
}

function placeOf({ submissionId, assignmentId, cohortId, learnerId, stage, number }: Submission) {
  const version = eventVersion;
  return { version, submissionId, assignmentId, cohortId, learnerId, stage, number } as const;
}

function resultOf({ gradeId, counts, points, judgedPoints, maxPoints, at }: Grade) {
  return {
    eventId: gradeId,
    gradeId,
    counts,
    points: roundedPoints(points),
    judgedPoints: roundedPoints(judgedPoints),
    maxPoints: roundedPoints(maxPoints),
    at,
  };
}

function failureOf(
  closed: Submission,
  state: "failed" | "blocked",
  grade: Pick<Grade, "gradeId" | "at"> | undefined,
) {
  const { submissionId, submittedAt, closedAt = submittedAt, fault } = closed;
  return {
    ...placeOf(closed),
    eventId: grade?.gradeId ?? submissionId,
    state,
    ...(grade ? { gradeId: grade.gradeId } : {}),
    ...(fault ? { reason: fault.reason } : {}),
    at: grade?.at ?? closedAt,
  };
}
