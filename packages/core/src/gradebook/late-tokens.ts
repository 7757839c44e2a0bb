import * as z from "zod";
import type { Assignment } from "../cohorts/assignment.ts";
import type { Cohort } from "../cohorts/cohort.ts";
import { AssignmentId, CohortId, LearnerId } from "../ids.ts";
import { defineRecord, type Table } from "../storage/table.ts";
import { changeTerms, type TermsDeps } from "./change-terms.ts";
import { newestTerms } from "./learner-terms.ts";

/**
 * What a learner has spent in a cohort. The tokens of all assignments lie in one item, so that two
 * assignments can't spend the same token; terms say what they do.
 */
export const SpentTokens = z.strictObject({
  cohortId: CohortId,
  learnerId: LearnerId,
  /** Counts the writes of this item. */
  version: z.int().min(1),
  spent: z.record(AssignmentId, z.int().min(0)),
});
export type SpentTokens = z.infer<typeof SpentTokens>;

export const SpentTokensRecord = defineRecord({
  kind: "late-tokens",
  schema: SpentTokens,
  key: (key: { cohortId: string; learnerId: string }) => ({
    pk: key.cohortId,
    sk: `late-tokens#${key.learnerId}`,
  }),
});

export interface TokenBalance {
  readonly spentHere: number;
  /** The most that the assignment takes. */
  readonly most: number;
  /** In the cohort, besides those spent here. */
  readonly left: number;
  readonly budget: number;
}

export interface TokenPlace {
  readonly cohort: Pick<Cohort, "cohortId" | "lateTokens">;
  readonly assignment: Pick<Assignment, "assignmentId" | "latePolicy">;
  readonly learnerId: string;
}

export type SpendingTokens =
  | { readonly status: "spent"; readonly balance: TokenBalance }
  | {
      readonly status: "refused";
      readonly code: "late_tokens.not_here" | "late_tokens.used_up" | "late_tokens.spent";
      readonly balance: TokenBalance;
    };

const mostRaces = 5;

/** One read. */
export async function tokenBalance(place: TokenPlace, table: Table): Promise<TokenBalance> {
  const { cohortId } = place.cohort;
  const spent = await table.get(SpentTokensRecord, { cohortId, learnerId: place.learnerId });
  return balanceOf(place, spent);
}

/**
 * Spends late tokens: `count` in all on this assignment, so that the same request again spends none.
 * The tokens first, then the terms that let them count; after a crash between the two the same
 * request does the rest.
 * @throws when others won the race five times.
 */
export async function spendLateTokens(
  { count, by, ...place }: TokenPlace & { readonly count: number; readonly by: string },
  deps: TermsDeps,
): Promise<SpendingTokens> {
  for (let race = 1; race <= mostRaces; race += 1) {
    const { cohortId } = place.cohort;
    const key = { cohortId, learnerId: place.learnerId };
    const known = await deps.table.get(SpentTokensRecord, key);
    const balance = balanceOf(place, known);
    const { spentHere, most, left } = balance;
    if (count < spentHere) return { status: "refused", code: "late_tokens.spent", balance };
    if (count > most) return { status: "refused", code: "late_tokens.not_here", balance };
    if (count - spentHere > left)
      return { status: "refused", code: "late_tokens.used_up", balance };

    const spent = { ...known?.spent, [place.assignment.assignmentId]: count };
    const next = { ...key, version: (known?.version ?? 0) + 1, spent };
    const isTaken =
      count === spentHere ||
      (await deps.table.put(
        SpentTokensRecord,
        next,
        known ? { field: "version", equals: known.version } : { itemIsAbsent: true },
      ));
    if (isTaken && (await letCount({ ...place, count, by }, deps)))
      return { status: "spent", balance: balanceOf(place, next) };
  }
  throw new Error(`lost the race for late tokens ${mostRaces} times`);
}

/** @returns whether the terms say so now; never lowers what another request has made of them. */
async function letCount(
  { cohort, assignment, learnerId, count, by }: TokenPlace & { count: number; by: string },
  deps: TermsDeps,
): Promise<boolean> {
  const of = { cohortId: cohort.cohortId, assignmentId: assignment.assignmentId, learnerId };
  const terms = await newestTerms(of, deps.table);
  if ((terms?.lateTokens ?? 0) >= count) return true;
  const changing = await changeTerms(
    {
      ...of,
      seenVersion: terms?.version ?? 0,
      by,
      reason: `${count} late tokens spent`,
      change: { lateTokens: count },
    },
    deps,
  );
  return changing.status === "changed";
}

function balanceOf(place: TokenPlace, known: SpentTokens | undefined): TokenBalance {
  const { cohort, assignment } = place;
  const budget = cohort.lateTokens ?? 0;
  const spent = known?.spent ?? {};
  const all = Object.values(spent).reduce((sum, each) => sum + each, 0);
  return {
    spentHere: spent[assignment.assignmentId] ?? 0,
    most: assignment.latePolicy?.tokens ?? 0,
    left: Math.max(budget - all, 0),
    budget,
  };
}
