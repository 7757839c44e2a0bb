import type { Judgement } from "../grading/grade-submission.ts";
import { graderVersion } from "../grading/grader-version.ts";
import { isUnknown } from "../grading/outcome.ts";
import type { GradingTimings } from "../grading/timings.ts";
import { addSeconds } from "../time.ts";
import type { GradeContent } from "./commit-grade.ts";
import type { Submission, SystemFault } from "./submission.ts";

/** What judging a claimed submission comes to. */
export type Concluded =
  | { readonly status: "judged"; readonly judgement: GradeContent }
  /** Throttled after retries, timed out, 5xx: nobody's work is judged by that. */
  | { readonly status: "platform_fault"; readonly fault: SystemFault };

/**
 * From the verdicts on the criteria to the state of the submission. What AWS has not finished
 * within `waitingLimitSeconds` ends as blocked.
 */
export function conclude(
  verdicts: Judgement,
  from: {
    readonly claimed: Submission;
    /** Of the account, the lab and the answers; see `attemptText`. */
    readonly attemptHash: string;
    /** Of the attempt before in this stage; absent on the first. */
    readonly lastAttemptHash: string | undefined;
    readonly now: string;
    readonly timings: Pick<GradingTimings, "waitingLimitSeconds">;
  },
): Concluded {
  if (verdicts.conclusion === "retry")
    return { status: "platform_fault", fault: platformFaultOf(verdicts) };

  const { outcomes, points, judgedPoints, maxPoints } = verdicts;
  const state =
    verdicts.conclusion === "waiting" && hasWaitedTooLong(from) ? "blocked" : verdicts.conclusion;
  return {
    status: "judged",
    judgement: {
      labDigest: from.claimed.labDigest,
      graderVersion,
      state,
      counts: usesAttempt(verdicts, from) && (state === "graded" || state === "needs_review"),
      attemptHash: from.attemptHash,
      points,
      judgedPoints,
      maxPoints,
      outcomes: [...outcomes],
    },
  };
}

/** A red gate, a criterion that could not be judged and the same again never use an attempt. */
function usesAttempt(
  { isGateRed, outcomes }: Judgement,
  { attemptHash, lastAttemptHash }: { attemptHash: string; lastAttemptHash: string | undefined },
): boolean {
  return !isGateRed && !outcomes.some(isUnknown) && attemptHash !== lastAttemptHash;
}

function hasWaitedTooLong({
  claimed: { waitingSince },
  now,
  timings,
}: {
  claimed: Submission;
  now: string;
  timings: Pick<GradingTimings, "waitingLimitSeconds">;
}): boolean {
  return waitingSince !== undefined && now >= addSeconds(waitingSince, timings.waitingLimitSeconds);
}

/** @throws Error when no outcome is a platform fault: the conclusion contradicts the outcomes. */
function platformFaultOf({ outcomes }: Judgement): SystemFault {
  for (const outcome of outcomes)
    if (isUnknown(outcome) && outcome.fault === "platform")
      return { reason: outcome.reason, params: outcome.params };
  throw new Error("no outcome explains why the submission is to be tried again");
}
