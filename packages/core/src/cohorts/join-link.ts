import * as z from "zod";
import { CohortId, Instant } from "../ids.ts";
import type { Table } from "../storage/table.ts";
import { defineRecord } from "../storage/table.ts";
import type { Hash, Now } from "../submissions/ports.ts";

/**
 * The one link by which learners enrol themselves in a cohort. A new one takes the place of the
 * old, which is worth nothing from then on.
 */
export const JoinLink = z.strictObject({
  cohortId: CohortId,
  /** Hash of the token; the token itself is shown once and kept nowhere. */
  tokenHash: z.string(),
  /** Also when it was revoked. */
  expiresAt: Instant,
  uses: z.int().min(0),
  largestUses: z.int().min(1),
  createdAt: Instant,
  /** Login of the instructor. */
  createdBy: z.string(),
});
export type JoinLink = z.infer<typeof JoinLink>;

export const JoinLinkRecord = defineRecord({
  kind: "join-link",
  schema: JoinLink,
  key: (key: { cohortId: string }) => ({ pk: key.cohortId, sk: "join-link" }),
});

/** The token names its cohort, so nothing has to be searched; the rest of it is the secret. */
export function joinToken(cohortId: string, secret: string): string {
  return `${cohortId}.${secret}`;
}

export type UsedJoinLink =
  | { readonly status: "usable"; readonly cohortId: string }
  /** Never one of ours, or replaced by another. */
  | { readonly status: "unknown" }
  | { readonly status: "ended"; readonly expiresAt: string }
  | { readonly status: "full"; readonly largestUses: number };

/** Whom a token lets in, if it still does. */
export async function readJoinLink(
  token: string,
  { table, hash, now }: { table: Table; hash: Hash; now: Now },
): Promise<UsedJoinLink & { readonly link?: JoinLink }> {
  const [cohortId = ""] = token.split(".");
  if (!CohortId.safeParse(cohortId).success) return { status: "unknown" };
  const link = await table.get(JoinLinkRecord, { cohortId });
  if (!link || link.tokenHash !== hash(token)) return { status: "unknown" };
  const { expiresAt, uses, largestUses } = link;
  if (now() >= expiresAt) return { status: "ended", expiresAt };
  if (uses >= largestUses) return { status: "full", largestUses };
  return { status: "usable", cohortId, link };
}

/** So many may click at the same time before somebody has to click again. */
const mostTries = 50;

/** Counts one use. A use may be lost to a crash, and none is counted too few. */
export async function useJoinLink(
  token: string,
  deps: { table: Table; hash: Hash; now: Now },
): Promise<UsedJoinLink> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { link, ...read } = await readJoinLink(token, deps);
    if (read.status !== "usable" || !link) return read;
    const { cohortId, uses, tokenHash } = link;
    const counted = await deps.table.update(
      JoinLinkRecord,
      { cohortId },
      { uses: uses + 1 },
      {
        all: [
          { field: "uses", equals: uses },
          { field: "tokenHash", equals: tokenHash },
        ],
      },
    );
    if (counted) return read;
  }
  throw new Error("a join link does not stop changing");
}
