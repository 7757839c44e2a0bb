import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { Telemetry } from "./telemetry.ts";

/** The time that one record has. */
export interface RecordTime {
  /** When the invocation ends at the latest. */
  readonly invocationEnd: string;
  /** Aborted at the end of the record's own time, early enough to write what was found. */
  readonly deadline: AbortSignal;
}

/** `comes_back`: the queue delivers the record again. */
export type RecordEnd = "done" | "comes_back";

/** Kept of the invocation's time, so that one record that hangs doesn't take the others with it. */
const reportMarginMs = 500;

/**
 * Runs the records of a batch side by side. Throw = the record comes back, return `done` = it is
 * deleted; what happens to one record never touches the others.
 */
export async function handleBatch(
  event: SQSEvent,
  context: Pick<Context, "getRemainingTimeInMillis">,
  settings: {
    readonly recordDeadlineSeconds: number;
    readonly handleRecord: (record: SQSRecord, time: RecordTime) => Promise<RecordEnd>;
    readonly telemetry: Telemetry;
    readonly now: () => string;
  },
): Promise<SQSBatchResponse> {
  const remainingMs = context.getRemainingTimeInMillis();
  const invocationEnd = new Date(Date.parse(settings.now()) + remainingMs).toISOString();
  const recordMs = Math.min(settings.recordDeadlineSeconds * 1000, remainingMs);

  const ends = event.Records.map(async (record): Promise<RecordEnd> => {
    try {
      const deadline = AbortSignal.timeout(recordMs);
      return await withinTime(
        settings.handleRecord(record, { invocationEnd, deadline }),
        Math.max(remainingMs - reportMarginMs, 0),
      );
    } catch (error) {
      settings.telemetry.error("a record crashed", { messageId: record.messageId }, error);
      settings.telemetry.count("RecordCrashed");
      return "comes_back";
    }
  });
  const all = await Promise.all(ends);
  settings.telemetry.publish();
  return {
    batchItemFailures: event.Records.filter((_, index) => all[index] === "comes_back").map(
      ({ messageId }) => ({ itemIdentifier: messageId }),
    ),
  };
}

async function withinTime<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the record took longer than the invocation")), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
