import type { DeadMessage } from "@lab-grader/core/submissions/receive-dead-letter";
import type { SQSRecord } from "aws-lambda";
import type { RecordEnd } from "./batch.ts";
import { deadMessageOf } from "./message.ts";
import type { Telemetry } from "./telemetry.ts";

export interface BuryDeps {
  readonly sendToDeadLetters: (message: DeadMessage) => Promise<void>;
  readonly telemetry: Telemetry;
}

/** What nobody can read goes to the dead letters at once, with its reason, and is deleted here. */
export async function bury(
  record: SQSRecord,
  cause: "message.unreadable" | "message.unknown_kind",
  { sendToDeadLetters, telemetry }: BuryDeps,
): Promise<RecordEnd> {
  await sendToDeadLetters(deadMessageOf(record, cause));
  telemetry.error("to the dead letters", { messageId: record.messageId, fault: cause });
  return "done";
}
