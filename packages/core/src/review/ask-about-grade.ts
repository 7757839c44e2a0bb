import { listAll } from "../storage/list-all.ts";
import type { Table } from "../storage/table.ts";
import type { NewId, Now } from "../submissions/ports.ts";
import type { Submission } from "../submissions/submission.ts";
import { placeInquiry } from "./answer-inquiry.ts";
import { type Inquiry, InquiryRecord, inquiryPrefix } from "./inquiry.ts";

export type Asking =
  | { readonly status: "asked"; readonly inquiry: Inquiry }
  /** One about the same criterion and the same grade waits for its answer. */
  | { readonly status: "open"; readonly inquiry: Inquiry };

/**
 * A learner asks about the verdict on one criterion, under the grade that is effective: once while
 * the question is open. The places of the lists are written first; the inquiry itself decides.
 */
export async function askAboutGrade(
  {
    submission,
    gradeId,
    criterion,
    text,
  }: {
    readonly submission: Submission;
    readonly gradeId: string;
    /** Within the submission's stage. */
    readonly criterion: string;
    readonly text: string;
  },
  deps: { readonly table: Table; readonly now: Now; readonly newId: NewId },
): Promise<Asking> {
  const { table, now, newId } = deps;
  const { submissionId, cohortId, assignmentId, learnerId } = submission;
  const range = { pk: submissionId, prefix: inquiryPrefix({ criterion }) };
  const before = await listAll(table, InquiryRecord, range);
  const open = before.find((one) => one.state === "open" && one.gradeId === gradeId);
  if (open) return { status: "open", inquiry: open };

  const inquiry: Inquiry = {
    ...{ cohortId, assignmentId, learnerId, submissionId, criterion, gradeId, text },
    inquiryId: newId("inq"),
    number: before.length + 1,
    askedAt: now(),
    state: "open",
  };
  await placeInquiry(inquiry, table);
  if (await table.put(InquiryRecord, inquiry, { itemIsAbsent: true }))
    return { status: "asked", inquiry };
  const winner = await table.get(InquiryRecord, inquiry);
  if (!winner) throw new Error(`the inquiry ${inquiry.number} about ${submissionId} is gone`);
  return { status: "open", inquiry: winner };
}
