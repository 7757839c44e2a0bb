import {
  type AccountBinding,
  AccountBindingRecord,
} from "@lab-grader/core/cohorts/account-binding";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import type { Evidence } from "@lab-grader/core/evidence/evidence";
import type { FactRef } from "@lab-grader/core/facts/fact";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { listAll } from "@lab-grader/core/storage/list-all";
import type { Table } from "@lab-grader/core/storage/table";
import { conclude } from "@lab-grader/core/submissions/conclude";
import type { Judged } from "@lab-grader/core/submissions/handle-delivery";
import { type GetLab, judgeEvidence, prepareJudging } from "@lab-grader/core/submissions/judging";
import type { Hash, Now } from "@lab-grader/core/submissions/ports";
import {
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "@lab-grader/core/submissions/submission";
import { previousAttempt } from "@lab-grader/core/views/comparison";

/** Looks into a learner's account. What is refused is part of the evidence; throws on faults of our own. */
export type CollectEvidence = (look: {
  readonly claimed: Submission;
  /** Absent: the account is not, or no longer, registered for this learner. */
  readonly binding: AccountBinding | undefined;
  readonly facts: readonly FactRef[];
  readonly deadline: AbortSignal;
}) => Promise<Evidence>;

export interface JudgeDeps {
  readonly table: Table;
  readonly getLab: GetLab;
  readonly collectEvidence: CollectEvidence;
  readonly now: Now;
  readonly hash: Hash;
  readonly timings: GradingTimings;
  readonly graderAccountId: string;
}

/** Collects the evidence of a claimed submission and judges it. */
export async function judgeClaimed(
  claimed: Submission,
  deadline: AbortSignal,
  deps: JudgeDeps,
): Promise<Judged> {
  const { learner, assignment, binding, submissions } = await readContext(claimed, deps);
  const { labDigest } = claimed;
  const of = { submission: claimed, submissions, learner, assignment, labDigest };
  const judging = await prepareJudging(of, deps);
  const { facts } = judging;
  const evidence = await deps.collectEvidence({ claimed, binding, facts, deadline });
  const { verdicts, attemptHash } = judgeEvidence(judging, evidence, deps);

  const concluded = conclude(verdicts, {
    ...patience(claimed, deps),
    attemptHash,
    lastAttemptHash: previousAttempt(claimed, submissions)?.attemptHash,
    now: deps.now(),
  });
  return concluded.status === "judged" ? { ...concluded, evidence } : concluded;
}

/** What was signed does not change by waiting: where AWS isn't finished, the learner signs again. */
function patience(claimed: Submission, { now, timings }: JudgeDeps) {
  if (claimed.signedSessionId === undefined) return { claimed, timings };
  return {
    claimed: { ...claimed, waitingSince: now() },
    timings: { waitingLimitSeconds: 0 },
  };
}

async function readContext(claimed: Submission, { table, now }: JudgeDeps) {
  const [learner, assignment, binding, submissions] = await Promise.all([
    table.get(LearnerRecord, claimed),
    table.get(AssignmentRecord, claimed),
    table.get(AccountBindingRecord, claimed),
    listAll(table, SubmissionRecord, { pk: submissionPartition(claimed), prefix: "" }),
  ]);
  if (!learner || !assignment)
    throw new Error(`no learner ${claimed.learnerId} or no assignment ${claimed.assignmentId}`);
  const isGood =
    binding?.learnerId === claimed.learnerId &&
    now() < binding.expiresAt &&
    (binding.provenBy !== "signature" || claimed.signedSessionId !== undefined);
  return { learner, assignment, submissions, binding: isGood ? binding : undefined };
}
