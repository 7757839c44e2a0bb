import { type RunDeps, runJob } from "@lab-grader/core/jobs/run-job";
import type { SQSRecord } from "aws-lambda";
import type { RecordEnd } from "../batch.ts";
import { type BuryDeps, bury } from "../bury.ts";
import { readMessage } from "../message.ts";

/** One message of the regrade queue. */
export async function runRecord(record: SQSRecord, deps: RunDeps & BuryDeps): Promise<RecordEnd> {
  const read = readMessage(record);
  if (read.status === "unreadable") return await bury(record, "message.unreadable", deps);
  if (read.message.kind !== "job") return await bury(record, "message.unknown_kind", deps);

  const { jobId } = read.message;
  const step = await runJob(read.message, deps);
  deps.telemetry.info(`job: ${step}`, { jobId });
  if (step === "failed") deps.telemetry.count("JobFailed");
  return "done";
}
