import type { SubmissionView } from "@lab-grader/core/views/submission-view";

/** Whether whoever looks is staff: only they are told the cohort, and whose it is. */
export function isForStaff({ cohortId }: Pick<SubmissionView, "cohortId">): boolean {
  return cohortId !== undefined;
}
