import * as z from "zod";
import type { FactCall } from "../facts/fact.ts";
import { Instant, Region, SignedSessionId } from "../ids.ts";
import { canonicalJson, JsonObject } from "../json.ts";
import { listAll } from "../storage/list-all.ts";
import { defineRecord, type Table } from "../storage/table.ts";
import type { Hash } from "../submissions/ports.ts";
import { UnsignedRequest } from "./unsigned-request.ts";

/** AWS's own answer, as it came over the wire, without anything of the learner's credentials. */
export const StoredAnswer = z.strictObject({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  /** Base64. */
  body: z.string(),
  observedAt: Instant,
  durationMs: z.number().nonnegative(),
});
export type StoredAnswer = z.infer<typeof StoredAnswer>;

/** One call of a signed session. */
export const SignedCall = z.strictObject({
  sessionId: SignedSessionId,
  callId: z.string(),
  service: z.string(),
  operation: z.string(),
  region: Region,
  input: JsonObject,
  request: UnsignedRequest,
  /** Good for one signature. */
  nonce: z.string(),
  /** `sent`: the nonce is spent; without an answer the call gets a new one. */
  state: z.enum(["issued", "sent", "answered"]),
  /** Counts the writes of this item. */
  version: z.int().min(1),
  answer: StoredAnswer.optional(),
  deleteAfter: z.int(),
});
export type SignedCall = z.infer<typeof SignedCall>;

/** Beside its session: partition `sessionId`, sort key `call#<callId>`. */
export const SignedCallRecord = defineRecord({
  kind: "signed-call",
  schema: SignedCall,
  key: (key: { sessionId: string; callId: string }) => ({
    pk: key.sessionId,
    sk: `call#${key.callId}`,
  }),
  compressed: ["input", "request", "answer"],
});

/** The same call has the same id. */
export function callIdOf(
  {
    service,
    operation,
    region,
    input,
  }: Pick<FactCall, "service" | "operation" | "region" | "input">,
  hash: Hash,
): string {
  return hash(canonicalJson({ service, operation, region, input })).slice(0, 24);
}

/** Every call of a session, by its id. */
export async function callsOf(
  sessionId: string,
  table: Table,
): Promise<ReadonlyMap<string, SignedCall>> {
  const all = await listAll(table, SignedCallRecord, { pk: sessionId, prefix: "call#" });
  return new Map(all.map((call) => [call.callId, call]));
}
