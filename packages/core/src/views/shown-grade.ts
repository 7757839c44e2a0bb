import { isClosed, type Submission } from "../submissions/submission.ts";

/** The grade that a view of this submission shows: what counts, or what could be judged so far. */
export function shownGradeId(submission: Submission): string | undefined {
  return isClosed(submission.state) ? submission.effectiveGrade : submission.provisionalGrade;
}
