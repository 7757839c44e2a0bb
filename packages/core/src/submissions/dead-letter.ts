import * as z from "zod";
import { Instant, JobId, SubmissionId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

/** A message that the queue gave up, or that nobody could read. The body itself is not kept. */
export const DeadLetter = z.strictObject({
  /** The queue's id of the message. */
  messageId: z.string().min(1).max(128),
  /** When the message was sent first. */
  at: Instant,
  /** Dotted code: `message.unreadable`, `message.retries_exhausted`. */
  cause: z.string(),
  /** SHA-256 of the body, hexadecimal. */
  bodyHash: z.string(),
  /** Absent where the message was unreadable or about something else. */
  submissionId: SubmissionId.optional(),
  /** The job of a message of one. */
  jobId: JobId.optional(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

/** One partition per day; the key is the message's, so receiving it again writes the same item. */
export const DeadLetterRecord = defineRecord({
  kind: "dead-letter",
  schema: DeadLetter,
  key: (key: { at: string; messageId: string }) => ({
    pk: `dead-letters#${key.at.slice(0, "2026-01-31".length)}`,
    sk: `${key.at}#${key.messageId}`,
  }),
});
