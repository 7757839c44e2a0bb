import { type OneTimeToken, spendOneTimeToken } from "@lab-grader/core/cohorts/one-time-token";
import { parseSubmissionId } from "@lab-grader/core/ids";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import * as z from "zod";
import type { ApiDeps, ApiRequest } from "./deps.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";

const Named = z.object({
  assignmentId: z.string().optional(),
  submissionId: z.string().optional(),
  stage: z.string().optional(),
});

/**
 * Whatever the address or the body of a request names must be what its one-time token is for.
 * @throws VisibleError `one_time.elsewhere`
 */
export function requireScope({ identity: { only }, params, body }: ApiRequest): void {
  if (!only) return;
  const named = [params, body].flatMap((part): readonly Place[] => {
    const { submissionId, assignmentId, stage } = Named.safeParse(part).data ?? {};
    const place = { assignmentId, stage };
    return submissionId === undefined ? [place] : [place, submissionPlace(submissionId)];
  });
  for (const place of named) {
    const isElsewhere =
      differs(place.assignmentId, only.assignmentId) ||
      differs(place.stage, only.stage) ||
      differs(place.learnerId, only.learnerId);
    if (isElsewhere) throw elsewhere(only);
  }
}

/**
 * A token is for one submission; the same request again is the same submission.
 * @throws VisibleError `one_time.used`
 */
export async function requireUnspent(
  { only }: Identity,
  idempotencyKey: string,
  { table }: Pick<ApiDeps, "table">,
): Promise<void> {
  const key = only?.submissionId === undefined ? undefined : parseSubmissionId(only.submissionId);
  if (key === undefined) return;
  const submission = await table.get(SubmissionRecord, key);
  if (submission?.idempotencyKey === idempotencyKey) return;
  throw new VisibleError("one_time.used", { params: { submissionId: only?.submissionId ?? "" } });
}

/** Ties the one-time token, if the request came with one, to what was handed in with it. */
export async function spend(
  { only }: Identity,
  submissionId: string,
  { table }: Pick<ApiDeps, "table">,
): Promise<void> {
  if (only) await spendOneTimeToken(only, submissionId, { table });
}

interface Place {
  readonly assignmentId?: string | undefined;
  readonly learnerId?: string | undefined;
  readonly stage?: string | undefined;
}

/** An id that is none of ours is nowhere, and so elsewhere. */
function submissionPlace(submissionId: string): Place {
  return parseSubmissionId(submissionId) ?? { assignmentId: "" };
}

function differs(named: string | undefined, wanted: string): boolean {
  return named !== undefined && named !== wanted;
}

function elsewhere({ assignmentId, stage }: OneTimeToken): VisibleError {
  return new VisibleError("one_time.elsewhere", { params: { assignmentId, stage } });
}
