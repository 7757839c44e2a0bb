import type { SubmissionSummary } from "../contracts/http.ts";
import { roundedPoints } from "../grading/points.ts";
import { isClosed, type Submission } from "../submissions/submission.ts";
import { isWithheld, type Onlooker, pointsOrNull } from "./submission-view.ts";

/** One line of a list of submissions; says no more than the view of the submission would. */
export function submissionSummary(submission: Submission, onlooker: Onlooker): SubmissionSummary {
  const { submissionId, stage, number, state, submittedAt, closedAt, maxPoints } = submission;
  return {
    submissionId,
    stage,
    number,
    state,
    submittedAt,
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(isClosed(state) ? { counts: submission.counts ?? false } : {}),
    points: isWithheld(submission, onlooker) ? null : pointsOfItem(submission),
    maxPoints: maxPoints === undefined ? null : roundedPoints(maxPoints),
  };
}

function pointsOfItem({ points, judgedPoints }: Submission): number | null {
  if (points === undefined || judgedPoints === undefined) return null;
  return pointsOrNull({ points, judgedPoints });
}
