import { refoldCell } from "../gradebook/refold-cell.ts";
import { parseSubmissionId } from "../ids.ts";
import type { Table } from "../storage/table.ts";
import type { Now } from "./ports.ts";
import { type Submission, SubmissionRecord } from "./submission.ts";

export type Canceling =
  /** Taken back, now or before. */
  | { readonly status: "canceled"; readonly submission: Submission }
  | { readonly status: "refused"; readonly code: "submission.not_found" }
  /** A grader is at work on it, or it is closed. */
  | {
      readonly status: "refused";
      readonly code: "submission.not_cancelable";
      readonly submission: Submission;
    };

const cancelable = ["queued", "waiting"] as const;

/**
 * Takes a submission back that nobody is working on: one conditional write. Its message finds it
 * closed. No event follows, there was no result; the cell does, and after a crash the reconciler
 * folds it.
 */
export async function cancelSubmission(
  submissionId: string,
  { table, now }: { readonly table: Table; readonly now: Now },
): Promise<Canceling> {
  const key = parseSubmissionId(submissionId);
  if (!key) return { status: "refused", code: "submission.not_found" };
  const at = now();
  const canceled = await table.update(
    SubmissionRecord,
    key,
    {
      state: "canceled",
      counts: false,
      closedAt: at,
      notBefore: undefined,
      fault: undefined,
      followUp: true,
      dueAt: at,
    },
    { field: "state", oneOf: cancelable },
  );
  if (canceled) {
    const { status } = await refoldCell(canceled, { table, now });
    if (status === "contended") return { status: "canceled", submission: canceled };
    const settled = await table.update(
      SubmissionRecord,
      key,
      { followUp: undefined, dueAt: undefined, reminders: undefined },
      { field: "state", equals: "canceled" },
    );
    return { status: "canceled", submission: settled ?? canceled };
  }
  const submission = await table.get(SubmissionRecord, key);
  if (!submission) return { status: "refused", code: "submission.not_found" };
  if (submission.state === "canceled") return { status: "canceled", submission };
  return { status: "refused", code: "submission.not_cancelable", submission };
}
