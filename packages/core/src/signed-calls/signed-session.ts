import * as z from "zod";
import { AccountId, AssignmentId, Instant, LearnerId, SignedSessionId, StageId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

/** So long may calls be signed, and the session be handed in. */
export const sessionSeconds = 15 * 60;
/** More calls than any stage makes. */
export const mostSignedCalls = 200;

/**
 * One collection of evidence by requests that the learner signs. Its calls lie beside it. It ends
 * as the evidence of one submission, or is forgotten.
 */
export const SignedSession = z.strictObject({
  sessionId: SignedSessionId,
  learnerId: LearnerId,
  assignmentId: AssignmentId,
  stage: StageId,
  labDigest: z.string(),
  /** The registered account; that it signs, is proven first. */
  accountId: AccountId,
  openedAt: Instant,
  expiresAt: Instant,
  /** Counts the writes of this item. */
  version: z.int().min(1),
  /** Hash of the access key that has proven the account: all other calls carry the same. */
  keyHash: z.string().optional(),
  /** Every call that the stage needs has its answer. */
  completedAt: Instant.optional(),
  /** Seconds since the epoch: nobody needs it once the evidence is stored. */
  deleteAfter: z.int(),
});
export type SignedSession = z.infer<typeof SignedSession>;

/** Partition `sessionId`, sort key `session`. */
export const SignedSessionRecord = defineRecord({
  kind: "signed-session",
  schema: SignedSession,
  key: (key: { sessionId: string }) => ({ pk: key.sessionId, sk: "session" }),
});
