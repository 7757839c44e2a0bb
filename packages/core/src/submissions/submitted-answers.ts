import * as z from "zod";
import { SubmissionId } from "../ids.ts";
import { Answers } from "../lab/answers.ts";
import { defineRecord, type Table } from "../storage/table.ts";
import type { Submission } from "./submission.ts";

/**
 * What came with a submission besides its stage. Immutable, and written before the submission:
 * under the hash of its body, so that of two requests for one number each has its own.
 */
const SubmittedAnswers = z.strictObject({
  submissionId: SubmissionId,
  bodyHash: z.string(),
  answers: Answers,
});

/** Beside its submission's evidence: partition `submissionId`, sort key `answers#bodyHash`. */
export const SubmittedAnswersRecord = defineRecord({
  kind: "answers",
  schema: SubmittedAnswers,
  key: (key: { submissionId: string; bodyHash: string }) => ({
    pk: key.submissionId,
    sk: `answers#${key.bodyHash}`,
  }),
  compressed: ["answers"],
});

/**
 * The answers of a submission; none are no answers.
 * @throws Error when they are lost: nobody's answers are judged as empty.
 */
export async function readAnswers(submission: Submission, table: Table): Promise<Answers> {
  if (!submission.hasAnswers) return {};
  const stored = await table.get(SubmittedAnswersRecord, submission);
  if (!stored) throw new Error(`the answers of ${submission.submissionId} are not in the table`);
  return stored.answers;
}
