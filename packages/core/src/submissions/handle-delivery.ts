import type { Evidence } from "../evidence/evidence.ts";
import { refoldCell } from "../gradebook/refold-cell.ts";
import type { Grade } from "../grading/grade.ts";
import type { GradingTimings } from "../grading/timings.ts";
import { secondsBetween } from "../time.ts";
import { claimSubmission } from "./claim-submission.ts";
import { commitGrade, type GradeContent } from "./commit-grade.ts";
import { failSubmission } from "./fail-submission.ts";
import { type FollowUpDeps, followUp } from "./follow-up.ts";
import type { NewId } from "./ports.ts";
import { releaseClaim } from "./release-claim.ts";
import type { Submission, SystemFault } from "./submission.ts";

/** One delivery of a message `{kind: "grade"}`. */
export interface Delivery {
  readonly submissionId: string;
  /** When the invocation ends at the latest. */
  readonly deadline: string;
  /** How often the queue has delivered this message, this time included. */
  readonly receiveCount: number;
}

/** What looking into the account came to. */
export type Judged =
  | { readonly status: "judged"; readonly evidence: Evidence; readonly judgement: GradeContent }
  /** Throttled after retries, timed out, 5xx: nobody's work is judged by that. */
  | { readonly status: "platform_fault"; readonly fault: SystemFault };

export type Handled =
  /** Delete the message: closed, waiting or unknown. */
  | {
      readonly status: "acknowledged";
      readonly because: "committed" | "closed" | "failed" | "waiting" | "unknown";
      readonly submission?: Submission;
    }
  /** Report the record as a batch failure and hide it for `afterSeconds`. */
  | {
      readonly status: "comes_back";
      readonly because: "busy" | "fenced" | "platform_fault" | "contended";
      readonly afterSeconds: number;
    };

export interface DeliveryDeps extends FollowUpDeps {
  readonly newId: NewId;
  readonly timings: GradingTimings;
  /** Opens the account, collects the evidence and judges it. Throw = retried after the lease. */
  readonly judge: (claimed: Submission) => Promise<Judged>;
}

/**
 * One submission from the queue: claim, judge, commit, follow up. Only closed, waiting and unknown
 * submissions are acknowledged; whatever throws leaves the message to the queue.
 */
export async function handleDelivery(delivery: Delivery, deps: DeliveryDeps): Promise<Handled> {
  const claim = await claimSubmission(delivery, deps);
  switch (claim.status) {
    case "claimed":
      return await gradeClaimed(claim.submission, delivery, deps);
    case "busy":
      return comesBack("busy", Math.ceil(secondsBetween(deps.now(), claim.until)) + 1);
    case "exhausted":
      return await failExhausted(claim.submission, deps);
    case "closed":
      return await followUpAndAcknowledge("closed", claim.submission, deps);
    case "waiting":
      return { status: "acknowledged", because: "waiting", submission: claim.submission };
    case "unknown":
      return { status: "acknowledged", because: "unknown" };
    default:
      return claim satisfies never;
  }
}

async function gradeClaimed(
  claimed: Submission,
  { receiveCount }: Delivery,
  deps: DeliveryDeps,
): Promise<Handled> {
  const judged = await deps.judge(claimed);
  if (judged.status === "platform_fault") {
    await releaseClaim(claimed, judged.fault, deps);
    return comesBack("platform_fault", deps.timings.retryDelaySeconds * 2 ** (receiveCount - 1));
  }
  const commit = await commitGrade(claimed, judged, deps);
  if (commit.status === "fenced") return comesBack("fenced", deps.timings.retryDelaySeconds);
  if (commit.submission.state === "waiting") {
    // The gradebook shows the wait; a crash before this leaves the cell as it was until the end.
    await refoldCell(commit.submission, deps);
    return { status: "acknowledged", because: "waiting", submission: commit.submission };
  }
  return await followUpAndAcknowledge("committed", commit.submission, deps, commit.grade);
}

async function failExhausted(submission: Submission, deps: DeliveryDeps): Promise<Handled> {
  const failing = await failSubmission(
    {
      submissionId: submission.submissionId,
      fault: { reason: "platform.too_many_claims", params: { claims: submission.claim } },
    },
    deps,
  );
  switch (failing.status) {
    case "failed":
    case "closed":
      return await followUpAndAcknowledge(failing.status, failing.submission, deps);
    case "busy":
      return comesBack("busy", deps.timings.retryDelaySeconds);
    case "unknown":
      return { status: "acknowledged", because: "unknown" };
    default:
      return failing satisfies never;
  }
}

async function followUpAndAcknowledge(
  because: "committed" | "closed" | "failed",
  submission: Submission,
  deps: DeliveryDeps,
  grade?: Grade,
): Promise<Handled> {
  const following = await followUp(submission, deps, grade);
  if (following.status === "contended")
    return comesBack("contended", deps.timings.retryDelaySeconds);
  return { status: "acknowledged", because, submission };
}

/** SQS hides a message for 12 hours at most. */
function comesBack(
  because: Extract<Handled, { status: "comes_back" }>["because"],
  seconds: number,
): Handled {
  return {
    status: "comes_back",
    because,
    afterSeconds: Math.min(Math.max(Math.ceil(seconds), 0), 43_200),
  };
}
