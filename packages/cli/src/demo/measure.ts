import { createHash } from "node:crypto";
import { auditChain } from "@lab-grader/core/gradebook/audit-chain";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { listAll } from "@lab-grader/core/storage/list-all";
import { DeadLetterRecord } from "@lab-grader/core/submissions/dead-letter";
import {
  isClosed,
  SubmissionRecord,
  submissionPartition,
} from "@lab-grader/core/submissions/submission";
import type { LocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import type { AccountCalls } from "./demo-report.ts";

/**
 * The calls that were made in a learner's account for one submission: those that opened it, and
 * those under the submission's name.
 */
export function callsOf(
  { submissionId, accountId }: { submissionId: string; accountId: string },
  { sandbox }: LocalSystem,
): AccountCalls {
  const openings = sandbox.calls.list({ accountId, operation: "AssumeRole" });
  const calls = sandbox.calls.list({ sessionName: submissionId });
  const answered = calls
    .filter(({ code }) => code === undefined)
    .map(({ service, operation, region, inputDigest }) =>
      [service, operation, region, inputDigest].join(" "),
    );
  return {
    all: openings.length + calls.length,
    throttled: calls.filter(({ code }) => code?.includes("Throttling") === true).length,
    repeated: answered.length - new Set(answered).size,
  };
}

/** What the table says of one learner, whatever the API says. */
export interface StoredWork {
  readonly accepted: number;
  readonly closed: number;
  /** Submissions whose effective grade does not stand alone on an unbroken chain. */
  readonly gradedTwice: number;
}

/** Reads all submissions of a learner and the grades behind them. */
export async function storedWork(
  learnerId: string,
  { table, cohort }: LocalSystem,
): Promise<StoredWork> {
  const { assignmentId } = cohort;
  const submissions = await listAll(table, SubmissionRecord, {
    pk: submissionPartition({ assignmentId, learnerId }),
    prefix: "",
  });
  const chains = await Promise.all(
    submissions.map(async (submission) => {
      const range = { pk: submission.submissionId, prefix: "grade#" };
      return auditChain(submission, await listAll(table, GradeRecord, range), { hash });
    }),
  );
  return {
    accepted: submissions.length,
    closed: submissions.filter(({ state }) => isClosed(state)).length,
    gradedTwice: chains.filter((chain) => chain.status === "broken" || chain.grades.length > 1)
      .length,
  };
}

/** Why messages that belong to no submission ended in the dead letters, of these days. */
export async function deadLetterCauses(
  instants: readonly string[],
  { table }: LocalSystem,
): Promise<readonly string[]> {
  const days = new Set(instants.map((at) => DeadLetterRecord.key({ at, messageId: "" }).pk));
  const letters = await Promise.all(
    [...days].map((pk) => listAll(table, DeadLetterRecord, { pk, prefix: "" })),
  );
  return letters
    .flat()
    .filter(({ submissionId }) => submissionId === undefined)
    .map(({ cause }) => cause);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
