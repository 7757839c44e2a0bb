import { collectEvidence, type EvidenceOf } from "@lab-grader/aws/collect-evidence";
import type { OwnAnswers } from "@lab-grader/aws/own-answers";
import { sendWith } from "@lab-grader/aws/session-clients";
import { storedSession } from "@lab-grader/aws/stored-session";
import type { Evidence } from "@lab-grader/core/evidence/evidence";
import type { FactRef } from "@lab-grader/core/facts/fact";
import { callsOf } from "@lab-grader/core/signed-calls/signed-call";
import { SignedSessionRecord } from "@lab-grader/core/signed-calls/signed-session";
import type { LookDeps } from "./look-into-account.ts";

/**
 * The ordinary collection, over the answers to what the learner has signed. Only what the grader
 * asks in its own account is asked now. No role is opened.
 * @throws Error when the session is gone, or of another account.
 */
export async function collectSigned(
  of: {
    readonly sessionId: string;
    readonly evidenceOf: EvidenceOf;
    readonly facts: readonly FactRef[];
    readonly deadline: AbortSignal;
  },
  deps: LookDeps & { readonly ownAnswers: OwnAnswers },
): Promise<Evidence> {
  const { sessionId, evidenceOf, facts, deadline } = of;
  const { accountId } = evidenceOf;
  const { table, hash, sts, timings, ownAnswers } = deps;
  const [session, calls] = await Promise.all([
    table.get(SignedSessionRecord, { sessionId }),
    callsOf(sessionId, table),
  ]);
  if (session?.completedAt === undefined || session.accountId !== accountId)
    throw new Error(`the signed session ${sessionId} is not one of the account ${accountId}`);
  const { openedAt, completedAt } = session;
  const sendInOwnAccount = sendWith(deps, () => sts.config.credentials());
  const evidence = await collectEvidence({
    ...evidenceOf,
    session: storedSession({ accountId, calls, hash, sendInOwnAccount }),
    ...{ facts, deadline, ownAnswers },
    // The same answer again would say nothing new.
    timings: { ...timings, longestLookSeconds: 0 },
    askedAt: openedAt,
  });
  // Ages are measured against the time at which AWS was asked.
  return { ...evidence, collectedAt: completedAt };
}
