import * as z from "zod";
import { AccountId, Instant, paddedNumber, Region, SubmissionId } from "../ids.ts";
import { JsonObject } from "../json.ts";
import { defineRecord } from "../storage/table.ts";

/** One call and AWS's own answer, cut to the fields that the fact keeps. */
export const Answer = z.strictObject({
  service: z.string(),
  operation: z.string(),
  region: Region,
  input: JsonObject,
  /** The role of the learner's account that asked; absent: the grader's own role there. */
  as: z.string().optional(),
  /** Asked in the grader's account. */
  in: z.literal("own").optional(),
  /** When AWS answered. */
  observedAt: Instant,
  /** From sending the call to its answer, retries included; absent in evidence of before this was kept. */
  durationMs: z.number().nonnegative().optional(),
  /** Absent when AWS refused. Pages are answers of their own, in order. */
  output: JsonObject.optional(),
  /** AWS's refusal: its code, its message redacted and cut, and the HTTP status where there was one. */
  error: z
    .strictObject({ name: z.string(), message: z.string(), status: z.int().optional() })
    .optional(),
  /** The answer was larger than what is kept: pages are missing, or `output` as a whole. */
  truncated: z.literal(true).optional(),
});
export type Answer = z.infer<typeof Answer>;

/** All answers to one fact. No answers: there was nothing to ask. */
export const FactEvidence = z.strictObject({
  kind: z.string(),
  params: JsonObject,
  answers: z.array(Answer),
});
export type FactEvidence = z.infer<typeof FactEvidence>;

/** How the account was opened. The words of a refusal are ours; AWS's message is not kept. */
export const AccountAccess = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("open"), way: z.enum(["role", "signed", "own"]) }),
  z.strictObject({
    status: z.literal("refused"),
    way: z.enum(["role", "signed", "own"]),
    /** A reason code of the catalogue: `access.role_not_assumable`. */
    reason: z.string(),
    fault: z.enum(["access", "platform", "rubric"]),
    at: Instant,
    region: Region,
  }),
]);
export type AccountAccess = z.infer<typeof AccountAccess>;

/** Everything that was seen for one claim of one submission. Immutable. */
export const Evidence = z.strictObject({
  submissionId: SubmissionId,
  claim: z.int().min(1),
  accountId: AccountId,
  collectedAt: Instant,
  access: AccountAccess,
  facts: z.array(FactEvidence),
  /** SHA-256 of the canonical text of `facts`. */
  hash: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;

/** Before compression; beyond it an answer is kept as `truncated`. */
export const largestFactBytes = 32 * 1024;
export const largestEvidenceBytes = 256 * 1024;

/** Partition `submissionId`, sort key `evidence#0001`. */
export const EvidenceRecord = defineRecord({
  kind: "evidence",
  schema: Evidence,
  key: (key: { submissionId: string; claim: number }) => ({
    pk: key.submissionId,
    sk: `evidence#${paddedNumber(key.claim)}`,
  }),
  compressed: ["facts"],
});
