import type { Client } from "@lab-grader/core/client";
import { getSubmission } from "@lab-grader/core/contracts/endpoints/submissions";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { usageError } from "../command-error.ts";

/** The flag of commands that decide over a grade. */
export const gradeFlag = {
  flags: "--grade <id>",
  description: "the grade that you have read; default: the one of now",
} as const;

/**
 * A submission with the grade that is decided over: the one that the person names, so that whoever
 * read it earlier is told when it has changed.
 */
export async function gradedView(
  client: Client,
  submissionId: string,
): Promise<{ readonly view: SubmissionView; readonly gradeId: string }> {
  const view = await client.call(getSubmission, { params: { submissionId } });
  if (!view.grade)
    throw usageError("usage.not_graded", `${submissionId} is ${view.state} and has no grade.`);
  return { view, gradeId: view.grade.gradeId };
}
