import { collectEvidence } from "@lab-grader/aws/collect-evidence";
import { storedSession } from "@lab-grader/aws/stored-session";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import type { FactCall, FactRef } from "@lab-grader/core/facts/fact";
import { bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import { callIdOf, type SignedCall } from "@lab-grader/core/signed-calls/signed-call";
import type { SignedSession } from "@lab-grader/core/signed-calls/signed-session";
import type { ApiDeps } from "../api/deps.ts";

/** So long may it take to see what is missing: nothing is sent. */
const lookSeconds = 20;

/** What a stage asks of the session's account. */
export async function factsOfSession(
  session: Pick<SignedSession, "learnerId" | "assignmentId" | "stage" | "labDigest" | "accountId">,
  { table, getLab, learnerRole: { graderAccountId } }: ApiDeps,
): Promise<readonly FactRef[]> {
  const { stage, accountId } = session;
  const [lab, learner, assignment] = await Promise.all([
    getLab(session.labDigest),
    table.get(LearnerRecord, session),
    table.get(AssignmentRecord, session),
  ]);
  if (!learner || !assignment) throw new Error("the learner or the assignment is gone");
  const { variables } = assignment;
  const values = { learner: { login: learner.login, accountId }, graderAccountId, variables };
  return factsOfStage(bindStage(lab, stage, values));
}

/**
 * The calls that can be asked now and have no answer: the ordinary collection over what is signed
 * so far. Each once.
 */
export async function missingCalls(
  session: SignedSession,
  calls: ReadonlyMap<string, SignedCall>,
  deps: ApiDeps,
): Promise<readonly FactCall[]> {
  const { hash, now, timings } = deps;
  const { accountId, sessionId, openedAt } = session;
  const missing = new Map<string, FactCall>();
  await collectEvidence({
    session: storedSession({
      ...{ accountId, calls, hash },
      onMissing: (call) => missing.set(callIdOf(call, hash), call),
    }),
    facts: await factsOfSession(session, deps),
    ...{ accountId, now, hash, claim: 1 },
    // The same answer again would say nothing new.
    timings: { ...timings, longestLookSeconds: 0 },
    submissionId: sessionId,
    askedAt: openedAt,
    deadline: AbortSignal.timeout(lookSeconds * 1000),
  });
  return [...missing.values()];
}
