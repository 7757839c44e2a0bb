import {
  type DeadLetterDeps,
  receiveDeadLetter,
} from "@lab-grader/core/submissions/receive-dead-letter";
import type { SQSRecord } from "aws-lambda";
import type { RecordEnd } from "../batch.ts";
import { readDeadMessage } from "../message.ts";
import type { Telemetry } from "../telemetry.ts";

/** One message of the dead-letter queue. */
export async function receiveDeadRecord(
  record: SQSRecord,
  deps: DeadLetterDeps & { readonly telemetry: Telemetry },
): Promise<RecordEnd> {
  const message = readDeadMessage(record);
  const handling = await receiveDeadLetter(message, deps);
  // Hidden as long as the queue says: a live lease is shorter than that.
  if (handling.status === "comes_back") return "comes_back";

  const { messageId, submissionId, jobId, cause } = message;
  deps.telemetry.error(`dead letter: ${handling.did}`, {
    messageId,
    fault: cause,
    ...(submissionId === undefined ? {} : { submissionId }),
    ...(jobId === undefined ? {} : { jobId }),
  });
  deps.telemetry.count("DeadLetterReceived");
  if (handling.did === "job_failed") deps.telemetry.count("JobFailed");
  return "done";
}
