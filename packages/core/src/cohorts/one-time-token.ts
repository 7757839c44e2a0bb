import * as z from "zod";
import { AssignmentId, CohortId, Instant, LearnerId, StageId, SubmissionId } from "../ids.ts";
import { defineRecord, type Table } from "../storage/table.ts";
import type { Hash, NewSecret, Now } from "../submissions/ports.ts";
import { addSeconds } from "../time.ts";

/** How long a one-time token is good for. */
export const oneTimeTokenSeconds = 15 * 60;

/**
 * Lets a machine without a browser hand in one stage for one learner: made on the lab's page, typed
 * into a terminal such as CloudShell. Worth nothing for anything else, nor for a second submission.
 */
export const OneTimeToken = z.strictObject({
  /** Names the token without being it. */
  tokenId: z.string(),
  /** Hash of the token; the token itself is shown once and kept nowhere. */
  tokenHash: z.string(),
  learnerId: LearnerId,
  login: z.string(),
  cohortId: CohortId,
  assignmentId: AssignmentId,
  stage: StageId,
  createdAt: Instant,
  expiresAt: Instant,
  /** The one submission that it was used for; absent: none yet. */
  submissionId: SubmissionId.optional(),
  /** Seconds since the epoch; the table removes it some time after. */
  deleteAfter: z.int(),
});
export type OneTimeToken = z.infer<typeof OneTimeToken>;

export const OneTimeTokenRecord = defineRecord({
  kind: "one-time-token",
  schema: OneTimeToken,
  key: (key: { tokenId: string }) => ({ pk: `one-time#${key.tokenId}`, sk: "token" }),
});

/** The prefix, the id under which it is stored, the secret of which only a hash is. */
const oneTimeTokenShape = /^ott\.([0-9a-f]{32})\.[0-9a-f]{32}$/;

interface Deps {
  readonly table: Table;
  readonly hash: Hash;
  readonly now: Now;
}

/** @returns the token, which nobody can read again. */
export async function makeOneTimeToken(
  bound: Pick<OneTimeToken, "learnerId" | "login" | "cohortId" | "assignmentId" | "stage">,
  { table, hash, now, newSecret }: Deps & { readonly newSecret: NewSecret },
): Promise<{ readonly token: string; readonly expiresAt: string }> {
  const createdAt = now();
  const expiresAt = addSeconds(createdAt, oneTimeTokenSeconds);
  const tokenId = newSecret();
  const token = `ott.${tokenId}.${newSecret()}`;
  await table.put(OneTimeTokenRecord, {
    ...bound,
    ...{ tokenId, tokenHash: hash(token), createdAt, expiresAt },
    deleteAfter: Math.ceil(Date.parse(expiresAt) / 1000) + 86_400,
  });
  return { token, expiresAt };
}

/** What a text is worth as a one-time token; `undefined`: not one, not any more, or forged. */
export async function verifyOneTimeToken(
  token: string,
  { table, hash, now }: Deps,
): Promise<OneTimeToken | undefined> {
  // Anybody may send anything here: only what could be a token becomes a key of the table.
  const tokenId = oneTimeTokenShape.exec(token)?.[1];
  if (tokenId === undefined) return undefined;
  const known = await table.get(OneTimeTokenRecord, { tokenId });
  if (!known || known.tokenHash !== hash(token)) return undefined;
  return now() < known.expiresAt ? known : undefined;
}

/** Ties the token to its submission. @returns false where it was used for another one. */
export async function spendOneTimeToken(
  { tokenId }: Pick<OneTimeToken, "tokenId">,
  submissionId: string,
  { table }: Pick<Deps, "table">,
): Promise<boolean> {
  const spent = await table.update(
    OneTimeTokenRecord,
    { tokenId },
    { submissionId },
    {
      any: [
        { field: "submissionId", isAbsent: true },
        { field: "submissionId", equals: submissionId },
      ],
    },
  );
  return spent !== undefined;
}
