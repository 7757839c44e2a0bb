import { withoutCredentials } from "@lab-grader/aws/forward-signed";
import { readAnswerProblem } from "@lab-grader/aws/read-answer-problem";
import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import { bindAccount } from "@lab-grader/core/sandbox-accounts/bind-account";
import { findRegistration } from "@lab-grader/core/sandbox-accounts/registration";
import { runningCohorts } from "@lab-grader/core/sandbox-accounts/running-cohorts";
import { readSignature, type Signature } from "@lab-grader/core/signed-calls/signature";
import {
  type SignedCall,
  SignedCallRecord,
  type StoredAnswer,
} from "@lab-grader/core/signed-calls/signed-call";
import {
  type SignedSession,
  SignedSessionRecord,
} from "@lab-grader/core/signed-calls/signed-session";
import type { ApiDeps } from "../api/deps.ts";
import { VisibleError } from "../api/http.ts";

export type AnswerDeps = Pick<ApiDeps, "table" | "now" | "hash" | "signedCalls">;

/**
 * Sends one call to AWS with a learner's signature and keeps the answer. The nonce is spent before
 * anything is sent, so no signature goes out twice; what fails then gets a new nonce.
 * @throws VisibleError for every signature and answer that can't be taken.
 */
export async function answerCall(
  signed: {
    readonly session: SignedSession;
    readonly callId: string;
    readonly nonce: string;
    readonly signature: Signature;
  },
  deps: AnswerDeps,
): Promise<void> {
  const { session, callId, nonce, signature } = signed;
  const { table, now, hash, signedCalls } = deps;
  const { sessionId } = session;
  const call = await table.get(SignedCallRecord, { sessionId, callId });
  if (call?.state !== "issued" || call.nonce !== nonce) throw new VisibleError("signed.nonce_used");

  const read = readSignature(call.request, signature, now());
  if (read.status === "refused") throw new VisibleError(read.code, { path: "body.signature" });
  const keyHash = hash(`${sessionId} ${read.accessKeyId}`);
  if (session.keyHash !== undefined && session.keyHash !== keyHash)
    throw new VisibleError("signed.other_identity");

  const spent: SignedCall = { ...call, state: "sent", version: call.version + 1 };
  const isMine = await table.put(SignedCallRecord, spent, {
    field: "version",
    equals: call.version,
  });
  if (!isMine) throw new VisibleError("signed.nonce_used");

  const startedMs = performance.now();
  const forwarded = await signedCalls.forward(call.request, signature);
  const durationMs = Math.round((performance.now() - startedMs) * 10) / 10;
  if (forwarded.status === "unreachable") throw unavailable("platform.timeout");
  if (forwarded.status === "too_large")
    throw new VisibleError("signed.answer_too_large", {
      params: { limitBytes: signedCalls.largestAnswerBytes },
    });
  const secrets = [signature.securityToken ?? "", read.signature, read.accessKeyId];
  const answer: StoredAnswer = {
    ...forwarded.answer,
    body: withoutCredentials(forwarded.answer.body, secrets),
    observedAt: now(),
    durationMs,
  };
  const problem = await readAnswerProblem(call, answer);
  if (problem.status === "signature_refused") throw new VisibleError("signed.signature_refused");
  if (problem.status === "platform_fault") throw unavailable(problem.reason);
  if (session.keyHash === undefined) await proveAccount(session, { keyHash, ...problem }, deps);
  await table.put(
    SignedCallRecord,
    { ...spent, state: "answered", version: spent.version + 1, answer },
    { field: "version", equals: spent.version },
  );
}

/**
 * The session's credentials are those of the registered account: AWS says so. That proves the
 * account, so it is bound, if it isn't yet.
 */
async function proveAccount(
  session: SignedSession,
  proof: { readonly keyHash: string; readonly output?: object },
  deps: AnswerDeps,
): Promise<void> {
  const { table } = deps;
  const { accountId } = session;
  const { output = {}, keyHash } = proof;
  if (!("Account" in output) || output.Account !== accountId)
    throw new VisibleError("signed.other_account", { params: { accountId } });
  const [registration, learner] = await Promise.all([
    findRegistration(session, table),
    table.get(LearnerRecord, session),
  ]);
  const [last] = learner ? await runningCohorts(learner, deps) : [];
  if (!last) throw new VisibleError("sandbox.no_cohort");
  if (registration?.accountId !== accountId)
    throw new VisibleError("signed.other_account", { params: { accountId } });
  const { endsAt: expiresAt } = last;
  const bound = await bindAccount({ registration, expiresAt, by: "signature" }, deps);
  if (bound === "taken") throw new VisibleError("sandbox.account_taken");
  const proven = { ...session, keyHash, version: session.version + 1 };
  const seen = { field: "version", equals: session.version } as const;
  if (!(await table.put(SignedSessionRecord, proven, seen)))
    throw new VisibleError("signed.other_identity");
}

function unavailable(reason: string): VisibleError {
  return new VisibleError("signed.aws_unavailable", { params: { reason } });
}
