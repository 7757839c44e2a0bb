import * as z from "zod";
import { AccountId, Instant, Region, SignedSessionId, StageId } from "../../ids.ts";
import { JsonObject } from "../../json.ts";
import { Signature } from "../../signed-calls/signature.ts";
import { UnsignedRequest } from "../../signed-calls/unsigned-request.ts";
import { defineEndpoint } from "../endpoint.ts";

/** One call to sign: what it is, and the request to the letter. */
export const CallToSign = z.object({
  callId: z.string(),
  nonce: z.string(),
  service: z.string(),
  operation: z.string(),
  region: Region,
  input: JsonObject,
  request: UnsignedRequest,
});
export type CallToSign = z.infer<typeof CallToSign>;

export const SignedSessionView = z.object({
  sessionId: SignedSessionId,
  /** Whose credentials must sign. */
  accountId: AccountId,
  expiresAt: Instant,
  /** Nothing is left to sign: hand it in. */
  isComplete: z.boolean(),
  /** Those that can be asked now; what stands on their answers comes with the next list. */
  calls: z.array(CallToSign),
});
export type SignedSessionView = z.infer<typeof SignedSessionView>;

export const openSignedSession = defineEndpoint({
  name: "openSignedSession",
  method: "POST",
  path: "/v1/assignments/{assignmentId}/signed-sessions",
  summary:
    "Opens a collection of evidence by requests that the learner signs, for accounts without a role.",
  groups: ["learner"],
  body: z.strictObject({ stage: StageId }),
  answer: SignedSessionView,
  statuses: [201],
  problems: [
    "assignment.not_found",
    "assignment.not_open",
    "stage.unknown",
    "sandbox.unregistered",
    "sandbox.no_cohort",
    "sandbox.account_taken",
    "sandbox.changed_meanwhile",
    "signed.not_possible",
  ],
});

export const listCallsToSign = defineEndpoint({
  name: "listCallsToSign",
  method: "POST",
  path: "/v1/signed-sessions/{sessionId}/calls",
  summary: "What is to be signed next, each call with a new nonce; nonces from before end.",
  groups: ["learner"],
  answer: SignedSessionView,
  problems: ["signed.session_not_found", "signed.session_ended", "signed.too_many_calls"],
});

export const sendSignature = defineEndpoint({
  name: "sendSignature",
  method: "POST",
  path: "/v1/signed-sessions/{sessionId}/calls/{callId}",
  summary: "Sends the call to AWS with this signature, at once and once, and keeps AWS's answer.",
  groups: ["learner"],
  body: z.strictObject({
    nonce: z.string().regex(/^[0-9a-f]{32}$/, "the call's nonce"),
    signature: Signature,
  }),
  answer: z.object({ callId: z.string(), isAnswered: z.literal(true) }),
  problems: [
    "signed.session_not_found",
    "signed.session_ended",
    "signed.nonce_used",
    "signed.signature_malformed",
    "signed.signature_elsewhere",
    "signed.signature_expired",
    "signed.signature_refused",
    "signed.other_identity",
    "signed.other_account",
    "signed.answer_too_large",
    "signed.aws_unavailable",
    "sandbox.account_taken",
    "sandbox.no_cohort",
  ],
});
