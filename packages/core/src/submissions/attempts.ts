import type { Instant } from "../time.ts";
import { isClosed, type Submission } from "./submission.ts";

/** An attempt: a closed submission whose effective grade counts. */
export function isAttempt(submission: Submission): boolean {
  return (
    (submission.state === "graded" || submission.state === "needs_review") &&
    submission.counts === true
  );
}

/** The attempts of one stage, in their order. */
export function attemptsOf(submissions: readonly Submission[], stage: string): Submission[] {
  return submissionsOf(submissions, stage).filter(isAttempt);
}

/** All submissions of one stage, in their order. */
export function submissionsOf(submissions: readonly Submission[], stage: string): Submission[] {
  return submissions
    .filter((submission) => submission.stage === stage)
    .sort((left, right) => left.number - right.number);
}

/** The one submission of a stage that is still on its way. */
export function findOpenSubmission(
  submissions: readonly Submission[],
  stage: string,
): Submission | undefined {
  return submissions.find((each) => each.stage === stage && !isClosed(each.state));
}

/** A grader is at work on it, as far as the clock can tell. */
export function hasLiveLease(submission: Submission, now: Instant): boolean {
  return submission.leaseUntil !== undefined && submission.leaseUntil > now;
}
