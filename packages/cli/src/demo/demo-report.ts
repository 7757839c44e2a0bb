import type { GradebookPage, GradebookRow } from "@lab-grader/core/contracts/http";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { caseText, type DemoLearner } from "./demo-learners.ts";

/** What came of one learner, measured and compared. */
export interface DemoResult {
  readonly learner: DemoLearner;
  readonly view: SubmissionView;
  /** The same as the gradebook has it. */
  readonly row: GradebookRow;
  /** Requests that were sent, and the different submissions that they were answered with. */
  readonly requests: number;
  readonly submissions: number;
  /** Criteria that AWS was not finished with at first. */
  readonly waitedFor: readonly string[];
  /** Calls in the learner's account that reached AWS for this submission. */
  readonly calls: AccountCalls;
  readonly seconds: number;
  /** `expected keys: not_met`; empty where everything came out as the case says. */
  readonly differences: readonly string[];
}

/** Calls in one account for one submission. */
export interface AccountCalls {
  /** Those that open the account too. */
  readonly all: number;
  readonly throttled: number;
  /** The same call with the same input more than once, although AWS had answered it. */
  readonly repeated: number;
}

/** Everything that the demo prints. */
export interface DemoReport {
  readonly lab: { readonly id: string; readonly version: string };
  readonly stage: GradebookPage["stages"][number];
  readonly cohort: string;
  readonly results: readonly DemoResult[];
  readonly totals: DemoTotals;
  /** Why messages that belong to nobody ended in the dead letters. */
  readonly deadLetters: readonly string[];
  /** What is wrong beside single results; empty: nothing. */
  readonly problems: readonly string[];
}

/** Counts over the cohort, from the stored items. */
export interface DemoTotals {
  /** Accepted submissions, not requests. */
  readonly submitted: number;
  readonly graded: number;
  readonly needsReview: number;
  readonly blocked: number;
  readonly failed: number;
  /** Accepted, but never closed. */
  readonly lost: number;
  /** Closed with more than one grade in the chain of its effective grade. */
  readonly gradedTwice: number;
}

/** The document of `--json`. */
export function demoJson({ lab, results, totals }: DemoReport): object {
  return {
    lab: lab.id,
    learners: results.map(({ learner, view, calls, seconds }) => ({
      learner: learner.login,
      case: caseText(learner),
      state: view.state,
      points: view.points,
      maxPoints: view.maxPoints,
      criteria: view.outcomes.map(({ criterion, outcome, reason, points, maxPoints }) => ({
        id: criterion,
        outcome,
        reason,
        points,
        maxPoints,
      })),
      attemptsCounted: view.attempt.used,
      awsCalls: calls.all,
      seconds: Math.round(seconds * 100) / 100,
    })),
    totals,
  };
}

/** Whether every result is as its case says and nothing was lost or done twice. */
export function isAsExpected({ results, problems }: DemoReport): boolean {
  return problems.length === 0 && results.every(({ differences }) => differences.length === 0);
}
