import * as z from "zod";
import type { Grade } from "../grading/grade.ts";
import { type Outcome, pointsOfOutcome } from "../grading/outcome.ts";
import { comparePoints, roundedPoints } from "../grading/points.ts";
import { Instant, SubmissionId } from "../ids.ts";
import { attemptsOf } from "../submissions/attempts.ts";
import type { Submission } from "../submissions/submission.ts";

/** What changed since the attempt before. */
export const Comparison = z.object({
  /** The attempt before. */
  submissionId: SubmissionId,
  /** Its number among the attempts. */
  attempt: z.int(),
  submittedAt: Instant,
  /** Its points, rounded to 2 decimals, and how many more they are now. */
  points: z.number(),
  change: z.number(),
  /** Ids of the criteria with more points than then, and with fewer. */
  better: z.array(z.string()),
  worse: z.array(z.string()),
  /** More points than every attempt before. */
  isBestSoFar: z.boolean(),
  /** The same lab, answers and account as then: no attempt is used. */
  isSameAgain: z.boolean(),
});
export type Comparison = z.infer<typeof Comparison>;

/** The attempt that a submission is compared with; only its effective grade is needed of it. */
export function previousAttempt(
  submission: Submission,
  submissions: readonly Submission[],
): Submission | undefined {
  return attemptsOf(submissions, submission.stage)
    .filter(({ number }) => number < submission.number)
    .at(-1);
}

/** `outcomes`: those that may be shown. */
export function comparisonOf(
  from: {
    readonly submission: Submission;
    readonly submissions: readonly Submission[];
    readonly grade: Grade | undefined;
    readonly previousGrade: Grade | undefined;
  },
  outcomes: readonly Outcome[],
): Comparison | undefined {
  const { submission, submissions, grade, previousGrade } = from;
  const previous = previousAttempt(submission, submissions);
  if (!grade || !previous || !previousGrade || comparePoints(grade.judgedPoints, "0") === 0)
    return undefined;

  const before = attemptsOf(submissions, submission.stage).filter(
    ({ number }) => number < submission.number,
  );
  const points = roundedPoints(previousGrade.points);
  return {
    submissionId: previous.submissionId,
    attempt: before.length,
    submittedAt: previous.submittedAt,
    points,
    change: roundedChange(points, roundedPoints(grade.points)),
    ...changedCriteria(outcomes, previousGrade),
    isBestSoFar: before.every((each) => comparePoints(each.points ?? "0", grade.points) < 0),
    isSameAgain: submission.counts === false && grade.attemptHash === previousGrade.attemptHash,
  };
}

function changedCriteria(
  outcomes: readonly Outcome[],
  previousGrade: Grade,
): Pick<Comparison, "better" | "worse"> {
  const then = new Map(
    previousGrade.outcomes
      .filter(({ held }) => !held)
      .map((outcome) => [outcome.criterion, pointsOfOutcome(outcome)]),
  );
  const better: string[] = [];
  const worse: string[] = [];
  for (const outcome of outcomes) {
    const was = then.get(outcome.criterion);
    const is = outcome.held ? undefined : pointsOfOutcome(outcome);
    if (was === undefined || is === undefined) continue;
    const order = comparePoints(is, was);
    const id = outcome.criterion.slice(outcome.criterion.indexOf(".") + 1);
    if (order > 0) better.push(id);
    if (order < 0) worse.push(id);
  }
  return { better, worse };
}

/** Of two numbers with 2 decimals, without the noise of binary fractions. */
function roundedChange(before: number, now: number): number {
  return Math.round((now - before) * 100) / 100;
}
