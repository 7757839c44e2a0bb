import type { Table } from "../storage/table.ts";
import { type Submission, SubmissionRecord, type SystemFault } from "./submission.ts";

/**
 * Gives a claim back after a platform fault: the submission is `queued` again and the message that
 * comes back can take it at once, without waiting for the lease. Its place in the index stays
 * behind the lease that it had, in case the message doesn't come back.
 * @returns whether the claim was still ours.
 */
export async function releaseClaim(
  claimed: Submission,
  fault: SystemFault,
  { table }: { table: Table },
): Promise<boolean> {
  const released = await table.update(
    SubmissionRecord,
    claimed,
    { state: "queued", leaseUntil: undefined, fault },
    {
      all: [
        { field: "state", equals: "grading" },
        { field: "claim", equals: claimed.claim },
      ],
    },
  );
  return released !== undefined;
}
