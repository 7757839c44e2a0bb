import type { QueueMessage } from "../contracts/queue.ts";
import type { Instant } from "../time.ts";
import type { SubmissionState } from "./submission.ts";

/** The time at the moment of the call. */
export type Now = () => Instant;

/** A new random id with this prefix, `grd` for example. */
export type NewId = (prefix: "grd") => string;

/** SHA-256 of a text, hexadecimal. */
export type Hash = (text: string) => string;

/**
 * Puts a message into the queue of its kind, grouped by cohort so that no cohort waits behind
 * another. May deliver twice; throws when the queue did not confirm.
 */
export type SendMessage = (
  message: QueueMessage,
  options: { readonly cohortId: string; readonly delaySeconds: number },
) => Promise<void>;

/** What the rest of the world may react to: a submission has another result than before. */
export interface ResultChanged {
  /** The id of the grade, or of the submission where it ended without one. Repeats have the same id. */
  readonly id: string;
  readonly submissionId: string;
  readonly assignmentId: string;
  readonly learnerId: string;
  readonly cohortId: string;
  readonly stage: string;
  readonly state: SubmissionState;
}

/** Publishes an event at least once. */
export type Announce = (event: ResultChanged) => Promise<void>;
