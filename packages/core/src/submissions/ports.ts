import type { ResultEvent } from "../contracts/events.ts";
import type { QueueMessage } from "../contracts/queue.ts";
import type { Instant } from "../time.ts";

/** The time at the moment of the call. */
export type Now = () => Instant;

/** A new random id with this prefix, `grd_…` for example. */
export type NewId = (prefix: "asg" | "coh" | "grd" | "inq" | "job" | "lrn" | "sgn") => string;

/** 128 random bits, 32 hexadecimal digits: an ExternalId, the secret part of a link. */
export type NewSecret = () => string;

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

/**
 * Puts an event on the event bus, at least once: repeats have the same `eventId`. Throws when the
 * bus did not take it; the follow-up then stays due.
 */
export type PublishEvent = (event: ResultEvent) => Promise<void>;
