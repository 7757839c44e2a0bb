import type { SubmissionSummary } from "@lab-grader/core/contracts/http";
import { isClosed } from "@lab-grader/core/submissions/submission";

/** A stage as far as it decides when it opens. */
export interface OrderedStage {
  readonly stage: string;
  /** Stages of which an attempt is needed first. */
  readonly needs: readonly string[];
}

export interface AttemptRules {
  /** Counted attempts per stage; absent: unlimited. */
  readonly attemptLimit?: number | undefined;
  readonly keep: "best" | "last";
}

/** How far a learner is in one stage. */
export interface StageProgress {
  readonly status:
    | "locked"
    | "not_started"
    | "on_its_way"
    | "waiting"
    | "with_instructor"
    | "blocked"
    | "failed"
    | "not_counted"
    | "partly"
    | "complete"
    | "hidden";
  /** Of a locked stage: the first that needs an attempt. */
  readonly lockedBy?: string;
  readonly attempts: number;
  /** Absent: as many as one likes. */
  readonly left?: number;
  readonly keep: AttemptRules["keep"];
  /** The attempt that `keep` chooses by its points; lateness may make it another. */
  readonly kept?: SubmissionSummary;
  /** Called off ones aside. */
  readonly latest?: SubmissionSummary;
}

/** Reads how far it is from what was handed in of all stages, the newest first. */
export function stageProgress(
  { stage, needs }: OrderedStage,
  submissions: readonly SubmissionSummary[],
  { attemptLimit, keep }: AttemptRules,
): StageProgress {
  const attempts = attemptsOf(submissions, stage);
  const latest = submissions.find((one) => one.stage === stage && one.state !== "canceled");
  const kept = keep === "last" ? attempts[0] : bestOf(attempts);
  const lockedBy = needs.find((one) => attemptsOf(submissions, one).length === 0);
  return {
    status: statusOf({ latest, kept, isLocked: lockedBy !== undefined }),
    ...{ attempts: attempts.length, keep },
    ...(lockedBy === undefined ? {} : { lockedBy }),
    ...(attemptLimit === undefined ? {} : { left: Math.max(attemptLimit - attempts.length, 0) }),
    ...(kept && { kept }),
    ...(latest && { latest }),
  };
}

/** The one submission of a stage that is on its way. */
export function openSubmissionOf(
  submissions: readonly SubmissionSummary[],
  stage: string,
): SubmissionSummary | undefined {
  return submissions.find((one) => one.stage === stage && !isClosed(one.state));
}

function attemptsOf(submissions: readonly SubmissionSummary[], stage: string) {
  return submissions.filter((one) => one.stage === stage && one.counts === true);
}

/** Of equals the earlier one, as the gradebook keeps it. */
function bestOf(attempts: readonly SubmissionSummary[]): SubmissionSummary | undefined {
  return attempts.reduce<SubmissionSummary | undefined>(
    (best, one) => (best && (best.points ?? 0) > (one.points ?? 0) ? best : one),
    undefined,
  );
}

function statusOf({
  latest,
  kept,
  isLocked,
}: Pick<StageProgress, "latest" | "kept"> & {
  readonly isLocked: boolean;
}): StageProgress["status"] {
  if (!latest) return isLocked ? "locked" : "not_started";
  switch (latest.state) {
    case "queued":
    case "grading":
      return "on_its_way";
    case "waiting":
      return "waiting";
    case "needs_review":
      return "with_instructor";
    case "blocked":
    case "failed":
      return kept ? standingOf(kept) : latest.state;
    case "graded":
      return kept ? standingOf(kept) : "not_counted";
    case "canceled":
      return "not_started";
    default:
      return latest.state satisfies never;
  }
}

function standingOf({ points, maxPoints }: SubmissionSummary): StageProgress["status"] {
  if (points === null || maxPoints === null) return "hidden";
  return points >= maxPoints ? "complete" : "partly";
}
