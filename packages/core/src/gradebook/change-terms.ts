import type { GradingTimings } from "../grading/timings.ts";
import type { Table } from "../storage/table.ts";
import type { Hash, Now } from "../submissions/ports.ts";
import { addSeconds } from "../time.ts";
import {
  contentOfTerms,
  hashOfTerms,
  type LearnerTerms,
  LearnerTermsRecord,
  newestTerms,
  type TermsContent,
} from "./learner-terms.ts";
import { refoldCell } from "./refold-cell.ts";

/** `undefined` takes a decision back; a field that is left out stays as it is. */
export type TermsChange = {
  readonly [Field in keyof TermsContent]?: TermsContent[Field] | undefined;
};

export interface TermsDecision {
  readonly cohortId: string;
  readonly assignmentId: string;
  readonly learnerId: string;
  /** The version that the person saw; 0: none. */
  readonly seenVersion: number;
  readonly by: string;
  readonly reason: string;
  readonly change: TermsChange;
}

export type ChangingTerms =
  | { readonly status: "changed"; readonly terms: LearnerTerms }
  /** Decided meanwhile by somebody else: look at it first. */
  | { readonly status: "conflict"; readonly terms: LearnerTerms | undefined };

export interface TermsDeps {
  readonly table: Table;
  readonly now: Now;
  readonly hash: Hash;
  readonly timings: GradingTimings;
}

/**
 * Decides something for one learner: puts the next version if it is absent, then folds the cell.
 * The version lies in the index `open` until the cell has followed, so that a crash between the two
 * loses nothing: the reconciler folds.
 */
export async function changeTerms(
  decision: TermsDecision,
  deps: TermsDeps,
): Promise<ChangingTerms> {
  const before = await newestTerms(decision, deps.table);
  if ((before?.version ?? 0) !== decision.seenVersion) return { status: "conflict", terms: before };

  const terms = nextTerms(decision, before, deps);
  const isWritten = await deps.table.put(LearnerTermsRecord, terms, { itemIsAbsent: true });
  if (!isWritten) return { status: "conflict", terms: await newestTerms(decision, deps.table) };
  await settleTerms(terms, deps);
  return { status: "changed", terms };
}

/** Folds the cell of terms that were just decided, or that a crash left behind. Repeatable. */
export async function settleTerms(
  terms: LearnerTerms,
  deps: Pick<TermsDeps, "table" | "now">,
): Promise<void> {
  if (terms.dueAt === undefined) return;
  if ((await refoldCell(terms, deps)).status === "contended") return;
  await deps.table.update(LearnerTermsRecord, terms, { dueAt: undefined }, { all: [] });
}

function nextTerms(
  { cohortId, assignmentId, learnerId, by, reason, change }: TermsDecision,
  before: LearnerTerms | undefined,
  { now, hash, timings }: TermsDeps,
): LearnerTerms {
  const at = now();
  const content = { ...contentOfTerms(before), ...change };
  const { extension, excused, extraAttempts, lateTokens, override, withheld } = content;
  return {
    ...{ cohortId, assignmentId, learnerId, by, at, reason },
    version: (before?.version ?? 0) + 1,
    ...(extension && { extension }),
    ...(excused && { excused }),
    ...(extraAttempts !== undefined && { extraAttempts }),
    ...(lateTokens !== undefined && { lateTokens }),
    ...(override && { override }),
    ...(withheld && { withheld }),
    ...(before && { previousHash: hashOfTerms(before, hash) }),
    dueAt: addSeconds(at, timings.queuedDueSeconds),
  };
}
