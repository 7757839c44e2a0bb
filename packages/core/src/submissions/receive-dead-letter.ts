import type { GradingTimings } from "../grading/timings.ts";
import { parseSubmissionId } from "../ids.ts";
import { failJob } from "../jobs/end-job.ts";
import { secondsBetween } from "../time.ts";
import { DeadLetterRecord } from "./dead-letter.ts";
import { failSubmission } from "./fail-submission.ts";
import { type FollowUpDeps, followUp } from "./follow-up.ts";
import type { Hash, SendMessage } from "./ports.ts";
import { isClosed, type Submission, SubmissionRecord } from "./submission.ts";

/** A message of the dead-letter queue. */
export interface DeadMessage {
  readonly messageId: string;
  /** When it was sent first. */
  readonly sentAt: string;
  readonly body: string;
  /** Dotted code of the one who moved it, or `message.retries_exhausted` where the queue did. */
  readonly cause: string;
  /** Absent where the body is unreadable or about something else. */
  readonly submissionId?: string;
  /** Of a message that was about a job. */
  readonly jobId?: string;
}

export type DeadLetterHandling =
  | {
      readonly status: "acknowledged";
      readonly did: "recorded" | "sent_again" | "failed" | "followed_up" | "job_failed";
    }
  /** Somebody is at work on it: report a batch failure, look again later. */
  | { readonly status: "comes_back"; readonly afterSeconds: number };

export interface DeadLetterDeps extends FollowUpDeps {
  readonly send: SendMessage;
  readonly hash: Hash;
  readonly timings: GradingTimings;
}

/**
 * Ends what the queue gave up: records the message, then closes its submission or its job as failed. One that
 * no grader ever took is sent once more first; one that waits for AWS is the reconciler's.
 */
export async function receiveDeadLetter(
  message: DeadMessage,
  deps: DeadLetterDeps,
): Promise<DeadLetterHandling> {
  await deps.table.put(DeadLetterRecord, {
    messageId: message.messageId,
    at: message.sentAt,
    cause: message.cause,
    bodyHash: deps.hash(message.body),
    ...(message.submissionId === undefined ? {} : { submissionId: message.submissionId }),
    ...(message.jobId === undefined ? {} : { jobId: message.jobId }),
  });
  if (message.jobId !== undefined) return await failDeadJob({ jobId: message.jobId }, deps);
  const key =
    message.submissionId === undefined ? undefined : parseSubmissionId(message.submissionId);
  const submission = key && (await deps.table.get(SubmissionRecord, key));
  if (!submission) return { status: "acknowledged", did: "recorded" };
  if (isClosed(submission.state)) return await followUpDead(submission, "followed_up", deps);
  if (submission.state === "waiting") return { status: "acknowledged", did: "recorded" };
  if (submission.claim === 0 && submission.sentAgain === undefined)
    return await sendAgain(submission, deps);
  return await fail(submission, deps);
}

/** What a part could not do at any try, the job can't do. */
async function failDeadJob(
  job: { jobId: string },
  deps: DeadLetterDeps,
): Promise<DeadLetterHandling> {
  const failed = await failJob(job, { code: "job.dead_letter", params: {} }, deps);
  return { status: "acknowledged", did: failed ? "job_failed" : "recorded" };
}

/**
 * Sent first, marked second: a crash in between sends it twice, which is harmless; the other order
 * would close a submission that nobody has looked at.
 */
async function sendAgain(
  submission: Submission,
  { table, send }: DeadLetterDeps,
): Promise<DeadLetterHandling> {
  await send(
    { kind: "grade", submissionId: submission.submissionId },
    { cohortId: submission.cohortId, delaySeconds: 0 },
  );
  await table.update(
    SubmissionRecord,
    submission,
    { sentAgain: true },
    {
      all: [
        { field: "state", equals: "queued" },
        { field: "claim", equals: 0 },
      ],
    },
  );
  return { status: "acknowledged", did: "sent_again" };
}

async function fail(submission: Submission, deps: DeadLetterDeps): Promise<DeadLetterHandling> {
  const { submissionId } = submission;
  const failing = await failSubmission(
    { submissionId, fault: { reason: "platform.dead_letter", params: {} } },
    deps,
  );
  switch (failing.status) {
    case "failed":
      return await followUpDead(failing.submission, "failed", deps);
    case "closed":
      return await followUpDead(failing.submission, "followed_up", deps);
    case "busy":
      return comesBack(secondsBetween(deps.now(), failing.until) + 1);
    case "unknown":
      return { status: "acknowledged", did: "recorded" };
    default:
      return failing satisfies never;
  }
}

async function followUpDead(
  closed: Submission,
  did: "failed" | "followed_up",
  deps: DeadLetterDeps,
): Promise<DeadLetterHandling> {
  const following = await followUp(closed, deps);
  if (following.status === "contended") return comesBack(deps.timings.retryDelaySeconds);
  return { status: "acknowledged", did };
}

function comesBack(seconds: number): DeadLetterHandling {
  return { status: "comes_back", afterSeconds: Math.max(Math.ceil(seconds), 0) };
}
