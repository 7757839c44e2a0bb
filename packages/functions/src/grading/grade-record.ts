import type { Evidence } from "@lab-grader/core/evidence/evidence";
import type { LookAtRole } from "@lab-grader/core/sandbox-accounts/look-at-role";
import { type DeliveryDeps, handleDelivery } from "@lab-grader/core/submissions/handle-delivery";
import type { SendMessage } from "@lab-grader/core/submissions/ports";
import type { Submission } from "@lab-grader/core/submissions/submission";
import { secondsBetween } from "@lab-grader/core/time";
import type { SQSRecord } from "aws-lambda";
import type { RecordEnd, RecordTime } from "../batch.ts";
import { type BuryDeps, bury } from "../bury.ts";
import { lookRecord } from "../jobs/look-record.ts";
import { readMessage } from "../message.ts";
import { verifyRecord } from "../verification/verify-record.ts";
import { type JudgeDeps, judgeClaimed } from "./judge-claimed.ts";

/** Hides a received message of the grading queue for so long. */
export type HideMessage = (receiptHandle: string, seconds: number) => Promise<void>;

export interface GradeDeps extends JudgeDeps, Omit<DeliveryDeps, "judge">, BuryDeps {
  readonly send: SendMessage;
  readonly hide: HideMessage;
  readonly lookAtRole: LookAtRole;
}

/** One message of the grading queue. */
export async function gradeRecord(
  record: SQSRecord,
  { invocationEnd, deadline }: RecordTime,
  deps: GradeDeps,
): Promise<RecordEnd> {
  const read = readMessage(record);
  if (read.status === "unreadable") return await bury(record, "message.unreadable", deps);
  if (read.message.kind === "verify")
    return await verifyRecord(
      { jobId: read.message.jobId, record },
      { invocationEnd, deadline },
      { ...deps, look: deps.lookAtRole },
    );
  if (read.message.kind === "look") return await lookRecord(read.message, deadline, deps);
  if (read.message.kind !== "grade") return await bury(record, "message.unknown_kind", deps);

  const { telemetry } = deps;
  const { submissionId } = read.message;
  const receiveCount = Number(record.attributes.ApproximateReceiveCount);
  let wasJudged = false;
  const handled = await handleDelivery(
    { submissionId, deadline: invocationEnd, receiveCount },
    {
      ...deps,
      judge: async (claimed) => {
        wasJudged = true;
        const judged = await judgeClaimed(claimed, deadline, deps);
        if (judged.status === "judged" && isShutOut(judged.evidence)) telemetry.count("AccessLost");
        return judged;
      },
    },
  );
  if (handled.status === "comes_back") {
    await deps.hide(record.receiptHandle, handled.afterSeconds);
    telemetry.info("comes back", { submissionId, fault: handled.because });
    telemetry.count("MessageComesBack");
    return "comes_back";
  }
  const { because, submission } = handled;
  telemetry.info(`acknowledged: ${because}`, {
    submissionId,
    ...(submission === undefined ? {} : { cohortId: submission.cohortId }),
  });
  // A message that only came too early is not answered by another one.
  if (because === "waiting" && wasJudged && submission) await sendWhenDue(submission, deps);
  return "done";
}

/** Only accounts that let us in once are registered: one learner's mistake, many are a fault of ours. */
function isShutOut({ access }: Evidence): boolean {
  return (
    access.status === "refused" &&
    access.fault === "access" &&
    access.reason !== "access.not_registered"
  );
}

// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
const longestDelaySeconds = 900;

/**
 * Sends a waiting submission to itself, to be asked again in time. Beyond what SQS delays the
 * reconciler does it, which also does it where this message is lost; two deliveries are harmless.
 */
async function sendWhenDue(
  { submissionId, cohortId, notBefore }: Submission,
  { send, now, telemetry }: GradeDeps,
): Promise<void> {
  telemetry.count("SubmissionWaits");
  const delaySeconds = notBefore === undefined ? 0 : Math.ceil(secondsBetween(now(), notBefore));
  if (delaySeconds > longestDelaySeconds) return;
  await send(
    { kind: "grade", submissionId },
    { cohortId, delaySeconds: Math.max(delaySeconds, 0) },
  );
}
