import {
  runVerification,
  type VerificationDeps,
} from "@lab-grader/core/sandbox-accounts/run-verification";
import type { SQSRecord } from "aws-lambda";
import type { RecordEnd, RecordTime } from "../batch.ts";
import type { HideMessage } from "../grading/grade-record.ts";
import type { Telemetry } from "../telemetry.ts";

export interface VerifyDeps extends VerificationDeps {
  readonly hide: HideMessage;
  readonly telemetry: Telemetry;
}

/** One message `{kind: "verify"}` of the grading queue. */
export async function verifyRecord(
  { jobId, record }: { readonly jobId: string; readonly record: SQSRecord },
  { deadline }: RecordTime,
  deps: VerifyDeps,
): Promise<RecordEnd> {
  const { telemetry, timings, hide } = deps;
  const end = await runVerification({ jobId }, deadline, deps);
  if (end.status !== "platform_fault") {
    telemetry.info(`verification: ${end.status}`, { jobId });
    return "done";
  }
  const receiveCount = Number(record.attributes.ApproximateReceiveCount);
  await hide(record.receiptHandle, Math.ceil(timings.retryDelaySeconds * 2 ** (receiveCount - 1)));
  telemetry.info("comes back", { jobId, fault: end.reason });
  telemetry.count("MessageComesBack");
  return "comes_back";
}
