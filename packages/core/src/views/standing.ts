import * as z from "zod";
import type { Outcome } from "../grading/outcome.ts";
import type { GradingTimings } from "../grading/timings.ts";
import { Instant } from "../ids.ts";
import { keptTimeSeconds } from "../submissions/acceptance.ts";
import { attemptsOf, isAttempt, submissionsOf } from "../submissions/attempts.ts";
import type { Submission } from "../submissions/submission.ts";
import { addSeconds } from "../time.ts";

/** Whose turn it is. `nobody`: everything is as asked. */
export const Turn = z.enum(["learner", "aws", "instructor", "grader", "nobody"]);
export type Turn = z.infer<typeof Turn>;

/** What a submission means for the attempts of its stage. */
export const AttemptStanding = z.object({
  /** Which attempt it is, or would have been, from 1. */
  number: z.int(),
  /** Whether it uses one. */
  counts: z.boolean(),
  /** By all submissions of the stage. */
  used: z.int(),
  /** Absent: unlimited. */
  limit: z.int().optional(),
  left: z.int().optional(),
});
export type AttemptStanding = z.infer<typeof AttemptStanding>;

/** While AWS is not finished. */
export const Waiting = z.object({
  since: Instant,
  /** When we look again, the next time first. */
  looksAt: z.array(Instant),
  /** Then it ends as blocked, and no attempt is used. */
  until: Instant,
});
export type Waiting = z.infer<typeof Waiting>;

export function turnOf({ state }: Submission, outcomes: readonly Outcome[]): Turn {
  switch (state) {
    case "queued":
    case "grading":
      return "grader";
    case "waiting":
      return "aws";
    case "needs_review":
      return "instructor";
    case "blocked":
    case "failed":
    case "canceled":
      return "learner";
    case "graded":
      return outcomes.some(
        ({ outcome, held }) => !held && (outcome === "not_met" || outcome === "partly"),
      )
        ? "learner"
        : "nobody";
    default:
      return state satisfies never;
  }
}

export function attemptStanding(
  submission: Submission,
  submissions: readonly Submission[],
  limit: number | undefined,
): AttemptStanding {
  const attempts = attemptsOf(submissions, submission.stage);
  const before = attempts.filter(({ number }) => number < submission.number).length;
  const used = attempts.length;
  return {
    number: before + 1,
    counts: isAttempt(submission),
    used,
    ...(limit === undefined ? {} : { limit, left: Math.max(limit - used, 0) }),
  };
}

/** The times are those of the plan: the reconciler may come a little later. */
export function waitingOf(
  { state, waitingSince, notBefore }: Submission,
  timings: Pick<GradingTimings, "waitingPeriodSeconds" | "waitingLimitSeconds">,
): Waiting | undefined {
  if (state !== "waiting" || waitingSince === undefined || notBefore === undefined)
    return undefined;
  const until = addSeconds(waitingSince, timings.waitingLimitSeconds);
  const looksAt = [notBefore];
  for (
    let next = addSeconds(notBefore, timings.waitingPeriodSeconds);
    next < until;
    next = addSeconds(next, timings.waitingPeriodSeconds)
  )
    looksAt.push(next);
  return { since: waitingSince, looksAt, until };
}

/** Until when submitting again keeps the time of this one; as `timeOfSubmission` will decide. */
export function timeKeptUntil(
  submission: Submission,
  submissions: readonly Submission[],
): string | undefined {
  const ofStage = submissionsOf(submissions, submission.stage);
  const isLast = ofStage.at(-1)?.number === submission.number;
  const endedWithoutVerdict = submission.state === "blocked" || submission.state === "failed";
  const isUsed = ofStage.some(({ keptTimeOf }) => keptTimeOf !== undefined);
  if (!isLast || !endedWithoutVerdict || isUsed || submission.closedAt === undefined)
    return undefined;
  return addSeconds(submission.closedAt, keptTimeSeconds);
}
