import type { GradingTimings } from "../grading/timings.ts";
import { parseSubmissionId, submissionIdOf } from "../ids.ts";
import { listAll } from "../storage/list-all.ts";
import type { Table } from "../storage/table.ts";
import { addSeconds } from "../time.ts";
import { findOpenSubmission, submissionsOf } from "./attempts.ts";
import type { Now, SendMessage } from "./ports.ts";
import { type Submission, SubmissionRecord, submissionPartition } from "./submission.ts";
import { readAnswers, SubmittedAnswersRecord } from "./submitted-answers.ts";

export type Redrive =
  | { readonly status: "redriven"; readonly submission: Submission }
  /** It was sent again before: this is the submission that did it. */
  | { readonly status: "replayed"; readonly submission: Submission }
  | {
      readonly status: "refused";
      readonly code:
        | "submission.not_found"
        | "submission.not_failed"
        | "submission.open"
        /** The learner has handed the stage in again, with the time of this one. */
        | "submission.handed_in_again";
    };

/**
 * Grades a failed submission again, as a new one with the time of the first: the learner needn't
 * do anything, and rules that have come up since (deadline, limit) don't apply.
 */
export async function redriveSubmission(
  { submissionId, by, reason }: { submissionId: string; by: string; reason: string },
  deps: { table: Table; send: SendMessage; now: Now; timings: GradingTimings },
): Promise<Redrive> {
  const key = parseSubmissionId(submissionId);
  if (!key) return { status: "refused", code: "submission.not_found" };
  const all = await listAll(deps.table, SubmissionRecord, {
    pk: submissionPartition(key),
    prefix: "",
  });
  const failed = all.find((each) => each.submissionId === submissionId);
  const earlier = all.find((each) => each.redriveOf === submissionId);
  if (!failed) return { status: "refused", code: "submission.not_found" };
  if (earlier) return { status: "replayed", submission: earlier };
  if (failed.state !== "failed") return { status: "refused", code: "submission.not_failed" };
  if (findOpenSubmission(all, key.stage)) return { status: "refused", code: "submission.open" };
  // Its time would be used twice, and the account is not what it was then.
  if (submissionsOf(all, key.stage).some(({ number }) => number > failed.number))
    return { status: "refused", code: "submission.handed_in_again" };

  const submission = redriven(failed, {
    number: (submissionsOf(all, key.stage).at(-1)?.number ?? 0) + 1,
    ...{ by, reason, ...deps },
  });
  if (submission.hasAnswers) {
    const answers = await readAnswers(failed, deps.table);
    const { bodyHash } = submission;
    await deps.table.put(SubmittedAnswersRecord, {
      submissionId: submission.submissionId,
      bodyHash,
      answers,
    });
  }
  const isWritten = await deps.table.put(SubmissionRecord, submission, { itemIsAbsent: true });
  // Only another submission of the stage can have taken the number, and it is open.
  if (!isWritten) return { status: "refused", code: "submission.open" };
  await deps.send(
    { kind: "grade", submissionId: submission.submissionId },
    { cohortId: submission.cohortId, delaySeconds: 0 },
  );
  return { status: "redriven", submission };
}

function redriven(
  failed: Submission,
  from: { number: number; by: string; reason: string; now: Now; timings: GradingTimings },
): Submission {
  const { assignmentId, learnerId, stage, cohortId, accountId, labDigest, bodyHash } = failed;
  const { hasAnswers, comparedWith, signedSessionId } = failed;
  const { number, by, reason, now, timings } = from;
  const at = now();
  const key = { assignmentId, learnerId, stage, number };
  return {
    ...key,
    submissionId: submissionIdOf(key),
    cohortId,
    accountId,
    labDigest,
    bodyHash,
    ...(hasAnswers && { hasAnswers }),
    ...(signedSessionId !== undefined && { signedSessionId }),
    ...(comparedWith && { comparedWith }),
    idempotencyKey: `redrive#${failed.number}`,
    state: "queued",
    submittedAt: failed.submittedAt,
    acceptedAt: at,
    redriveOf: failed.submissionId,
    redriven: { by, reason },
    claim: 0,
    dueAt: addSeconds(at, timings.queuedDueSeconds),
  };
}
