import { callerIdentityCall } from "@lab-grader/aws/signable-services";
import { unsignedRequestOf } from "@lab-grader/aws/unsigned-request";
import type { FactCall } from "@lab-grader/core/facts/fact";
import {
  callIdOf,
  callsOf,
  type SignedCall,
  SignedCallRecord,
} from "@lab-grader/core/signed-calls/signed-call";
import {
  mostSignedCalls,
  type SignedSession,
  SignedSessionRecord,
} from "@lab-grader/core/signed-calls/signed-session";
import type { ApiDeps } from "../api/deps.ts";
import { VisibleError } from "../api/http.ts";
import { missingCalls } from "./missing-calls.ts";

/**
 * What is to be signed next, each with a new nonce. First of all whose signature it is; then the
 * stage's calls, depth by depth; once nothing is missing the session is complete.
 * @throws VisibleError `signed.too_many_calls`
 */
export async function issueCalls(
  session: SignedSession,
  deps: ApiDeps,
): Promise<{ readonly session: SignedSession; readonly calls: readonly SignedCall[] }> {
  if (session.completedAt !== undefined) return { session, calls: [] };
  const known = await callsOf(session.sessionId, deps.table);
  const missing =
    session.keyHash === undefined
      ? [callerIdentityCall(deps.learnerRole.region)]
      : await missingCalls(session, known, deps);
  if (missing.length === 0) return { session: await complete(session, deps), calls: [] };
  const ids = new Set([...known.keys(), ...missing.map((call) => callIdOf(call, deps.hash))]);
  if (ids.size > mostSignedCalls)
    throw new VisibleError("signed.too_many_calls", { params: { limit: mostSignedCalls } });
  const issued = await Promise.all(missing.map((call) => issue(call, { session, known }, deps)));
  return { session, calls: issued.flatMap((call) => call ?? []) };
}

/** @returns `undefined` where another request has just issued it. */
async function issue(
  call: FactCall,
  of: { readonly session: SignedSession; readonly known: ReadonlyMap<string, SignedCall> },
  { table, hash, newSecret, signedCalls }: ApiDeps,
): Promise<SignedCall | undefined> {
  const { sessionId, deleteAfter } = of.session;
  const { service, operation, region, input } = call;
  const callId = callIdOf(call, hash);
  const seen = of.known.get(callId);
  const issued: SignedCall = {
    ...{ sessionId, callId, service, operation, region, input },
    request: seen?.request ?? (await unsignedRequestOf(call, signedCalls)),
    nonce: newSecret(),
    state: "issued",
    version: (seen?.version ?? 0) + 1,
    deleteAfter,
  };
  const isWritten = await table.put(
    SignedCallRecord,
    issued,
    seen ? { field: "version", equals: seen.version } : { itemIsAbsent: true },
  );
  return isWritten ? issued : undefined;
}

async function complete(session: SignedSession, { table, now }: ApiDeps): Promise<SignedSession> {
  const completed = { ...session, completedAt: now(), version: session.version + 1 };
  const seen = { field: "version", equals: session.version } as const;
  return (await table.put(SignedSessionRecord, completed, seen)) ? completed : session;
}
