import * as z from "zod";
import { Points } from "../grading/points.ts";
import { AssignmentId, CohortId, Instant, LearnerId, paddedNumber } from "../ids.ts";
import { canonicalJson } from "../json.ts";
import { defineRecord, type ItemKey, type Table } from "../storage/table.ts";
import type { Hash } from "../submissions/ports.ts";

/** Other dates for one learner. They only ever widen those of the assignment. */
export const Extension = z.strictObject({
  dueAt: Instant,
  /** Absent: the later of `dueAt` and the assignment's own end. */
  closesAt: Instant.optional(),
});
export type Extension = z.infer<typeof Extension>;

/** What was decided for a learner; absent is what the assignment says for everybody. */
export const TermsContent = z.strictObject({
  extension: Extension.optional(),
  /** Owes nothing, may still submit. */
  excused: z.literal(true).optional(),
  /** Attempts per stage beyond the assignment's limit. */
  extraAttempts: z.int().min(1).max(100).optional(),
  /** Late tokens spent here; each waives one interval. */
  lateTokens: z.int().min(1).max(100).optional(),
  /** The result that counts instead of the sum of the stages. */
  override: z.strictObject({ points: Points }).optional(),
  /** The learner does not see the result. */
  withheld: z.literal(true).optional(),
});
export type TermsContent = z.infer<typeof TermsContent>;

/**
 * Everything that was decided for one learner in one assignment, as one immutable version; the
 * newest is effective. Each version keeps the hash of the one before: one chain like that of grades.
 */
export const LearnerTerms = TermsContent.extend({
  cohortId: CohortId,
  assignmentId: AssignmentId,
  learnerId: LearnerId,
  version: z.int().min(1),
  /** Login of the person; the learner's own where late tokens were spent. */
  by: z.string(),
  at: Instant,
  reason: z.string(),
  /** SHA-256 of the version before; absent on the first. */
  previousHash: z.string().optional(),
  /** While the cell still has to follow: when the reconciler looks. No part of what was decided. */
  dueAt: Instant.optional(),
});
export type LearnerTerms = z.infer<typeof LearnerTerms>;

interface TermsOf {
  readonly assignmentId: string;
  readonly learnerId: string;
}

/** Partition `terms#assignmentId#learnerId`, sort key the version. */
export const LearnerTermsRecord = defineRecord({
  kind: "decision",
  schema: LearnerTerms,
  key: (key: TermsOf & { version: number }) => ({
    pk: termsPartition(key),
    sk: paddedNumber(key.version),
  }),
  dueAt: "dueAt",
});

export function termsPartition({ assignmentId, learnerId }: TermsOf): string {
  return `terms#${assignmentId}#${learnerId}`;
}

/** The terms at a place of the table; `undefined` where another kind of item lies. */
export function termsKeyAt({ pk, sk }: ItemKey): (TermsOf & { version: number }) | undefined {
  const [kind, assignmentId = "", learnerId = ""] = pk.split("#");
  const isTerms =
    kind === "terms" &&
    AssignmentId.safeParse(assignmentId).success &&
    LearnerId.safeParse(learnerId).success &&
    /^\d{4,}$/.test(sk);
  return isTerms ? { assignmentId, learnerId, version: Number(sk) } : undefined;
}

/** What is effective for a learner; `undefined` where nothing was ever decided. One read unit. */
export async function newestTerms(of: TermsOf, table: Table): Promise<LearnerTerms | undefined> {
  const page = await table.list(LearnerTermsRecord, {
    pk: termsPartition(of),
    prefix: "",
    descending: true,
    limit: 1,
  });
  return page.items[0];
}

/** What was decided, without who and when. */
export function contentOfTerms(terms: LearnerTerms | undefined): TermsContent {
  if (terms === undefined) return {};
  const { extension, excused, extraAttempts, lateTokens, override, withheld } = terms;
  return {
    ...(extension && { extension }),
    ...(excused && { excused }),
    ...(extraAttempts !== undefined && { extraAttempts }),
    ...(lateTokens !== undefined && { lateTokens }),
    ...(override && { override }),
    ...(withheld && { withheld }),
  };
}

/** What the next version keeps of this one. */
export function hashOfTerms(terms: LearnerTerms, hash: Hash): string {
  const { dueAt: _dueAt, ...decided } = terms;
  return hash(canonicalJson(decided));
}
