import { parseSubmissionId } from "../ids.ts";
import type { Table } from "../storage/table.ts";
import type { Instant } from "../time.ts";
import { hasLiveLease } from "./attempts.ts";
import type { Now } from "./ports.ts";
import { isClosed, type Submission, SubmissionRecord, type SystemFault } from "./submission.ts";

export type Failing =
  | { readonly status: "failed"; readonly submission: Submission }
  /** Closed by somebody else; nothing is changed. */
  | { readonly status: "closed"; readonly submission: Submission }
  /** Somebody is at work, or was faster: look again after `until`. */
  | { readonly status: "busy"; readonly until: Instant }
  | { readonly status: "unknown" };

/**
 * Closes a submission that the system could not finish: `failed`, without a grade, never as zero
 * points. A live lease is never closed. The platform fault that was noted last says more than the
 * given one and is kept.
 */
export async function failSubmission(
  { submissionId, fault }: { submissionId: string; fault: SystemFault },
  { table, now }: { table: Table; now: Now },
): Promise<Failing> {
  const key = parseSubmissionId(submissionId);
  const submission = key && (await table.get(SubmissionRecord, key));
  if (!submission) return { status: "unknown" };
  if (isClosed(submission.state)) return { status: "closed", submission };

  const at = now();
  if (hasLiveLease(submission, at)) return { status: "busy", until: submission.leaseUntil ?? at };
  const failed = await table.update(
    SubmissionRecord,
    submission,
    {
      state: "failed",
      closedAt: at,
      fault: submission.fault ?? fault,
      followUp: true,
      leaseUntil: undefined,
      notBefore: undefined,
    },
    {
      all: [
        { field: "state", equals: submission.state },
        { field: "claim", equals: submission.claim },
      ],
    },
  );
  return failed ? { status: "failed", submission: failed } : { status: "busy", until: at };
}
