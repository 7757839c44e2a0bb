import type { GradingTimings } from "../grading/timings.ts";
import { parseSubmissionId } from "../ids.ts";
import type { Table } from "../storage/table.ts";
import { addSeconds, type Instant } from "../time.ts";
import { hasLiveLease } from "./attempts.ts";
import type { Now } from "./ports.ts";
import { isClosed, type Submission, SubmissionRecord } from "./submission.ts";

export type Claim =
  /** Ours until the lease ends; `submission.claim` is the fencing token. */
  | { readonly status: "claimed"; readonly submission: Submission }
  /** Somebody else is at work, or was faster; look again after `until`. */
  | { readonly status: "busy"; readonly until: Instant }
  /** AWS is not finished; the reconciler sends it again when it is time. */
  | { readonly status: "waiting"; readonly submission: Submission }
  | { readonly status: "closed"; readonly submission: Submission }
  /** Taken too often without a conclusion; to be closed as failed. */
  | { readonly status: "exhausted"; readonly submission: Submission }
  | { readonly status: "unknown" };

/**
 * Takes a submission for grading: `queued`, `waiting` and due, or `grading` with a lease that has
 * ended. A state and a claim number occur together only once, so the condition on both fences; the
 * clock only permits the steal.
 *
 * One write unit: the place in the index is left alone as long as it lies behind the lease, because
 * moving it would cost a removal and a new entry.
 */
export async function claimSubmission(
  { submissionId, deadline }: { submissionId: string; deadline: Instant },
  { table, now, timings }: { table: Table; now: Now; timings: GradingTimings },
): Promise<Claim> {
  const key = parseSubmissionId(submissionId);
  const submission = key && (await table.get(SubmissionRecord, key));
  if (!submission) return { status: "unknown" };
  if (isClosed(submission.state)) return { status: "closed", submission };

  const at = now();
  if (submission.notBefore !== undefined && submission.notBefore > at)
    return { status: "waiting", submission };
  if (hasLiveLease(submission, at))
    return { status: "busy", until: submission.leaseUntil ?? deadline };
  if (claimsWithoutConclusion(submission) >= timings.maxClaims)
    return { status: "exhausted", submission };

  const leaseUntil = addSeconds(deadline, timings.leaseMarginSeconds);
  const leaseDueAt = addSeconds(leaseUntil, timings.leaseDueSeconds);
  const isDueTooEarly = submission.dueAt === undefined || submission.dueAt < leaseDueAt;
  const claimed = await table.update(
    SubmissionRecord,
    submission,
    {
      state: "grading",
      claim: submission.claim + 1,
      leaseUntil,
      notBefore: undefined,
      reminders: undefined,
      ...(isDueTooEarly ? { dueAt: leaseDueAt } : {}),
    },
    {
      all: [
        { field: "state", equals: submission.state },
        { field: "claim", equals: submission.claim },
      ],
    },
  );
  return claimed
    ? { status: "claimed", submission: claimed }
    : { status: "busy", until: leaseUntil };
}

/** Claims that ended in waiting reached a conclusion: AWS was not finished. */
function claimsWithoutConclusion(submission: Submission): number {
  return submission.claim - (submission.waits ?? 0);
}
