import { type SigningCredentials, signRequest } from "@lab-grader/aws/sign-request";
import { ApiProblem, type Client, createClient } from "@lab-grader/core/client";
import {
  type CallToSign,
  listCallsToSign,
  openSignedSession,
  type SignedSessionView,
  sendSignature,
} from "@lab-grader/core/contracts/endpoints/signed-sessions";
import { submit } from "@lab-grader/core/contracts/endpoints/submissions";
import type { Signature } from "@lab-grader/core/signed-calls/signature";
import type { UnsignedRequest } from "@lab-grader/core/signed-calls/unsigned-request";
import { isClosed } from "@lab-grader/core/submissions/submission";
import type { LocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { expect, vi } from "vitest";

/** The learners' own users. */
export function keyOf(login: string): SigningCredentials {
  return { accessKeyId: login, secretAccessKey: "local" };
}

/** Now. */
export function sign(request: UnsignedRequest, credentials: SigningCredentials): Signature {
  return signRequest(request, credentials, new Date());
}

/** Sends one signature. */
export function send(
  client: Client,
  { sessionId }: SignedSessionView,
  {
    call,
    signature,
    nonce = call.nonce,
  }: { call: CallToSign; signature: Signature; nonce?: string },
) {
  const { callId } = call;
  return client.call(sendSignature, { params: { sessionId, callId }, body: { nonce, signature } });
}

/** The code of the problem that a call must end with. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const fault = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(fault instanceof ApiProblem)) throw new Error("expected a refusal", { cause: fault });
  return fault.problem.code;
}

/** Signs everything, round by round. */
export async function signAll(
  client: Client,
  opened: SignedSessionView,
  credentials: SigningCredentials,
) {
  const operations: string[] = [];
  let session = opened;
  while (!session.isComplete) {
    for (const call of session.calls) {
      operations.push(`${call.service}:${call.operation}`);
      await send(client, session, { call, signature: sign(call.request, credentials) });
    }
    const { sessionId } = session;
    session = await client.call(listCallsToSign, { params: { sessionId } });
  }
  return { session, operations };
}

/** Waits for the verdict. */
export async function closedView(client: Client, submissionId: string) {
  return await vi.waitFor(
    async () => {
      const answer = await client.getSubmission(submissionId);
      if (answer.status === "unchanged") throw new Error("no etag was sent");
      expect(answer.view.state).toSatisfy(isClosed);
      return answer.view;
    },
    { timeout: 20_000, interval: 50 },
  );
}

/** What learners of one local system do. */
export function signingLearners({ apiUrl, cohort: { assignmentId }, tokenFor }: LocalSystem) {
  const clientOf = (login: string): Client =>
    createClient({ baseUrl: apiUrl, fetch, token: () => tokenFor(login) });
  const open = (client: Client): Promise<SignedSessionView> =>
    client.call(openSignedSession, { params: { assignmentId }, body: { stage: "build" } });
  const handIn = (client: Client, signedSessionId: string | undefined, idempotencyKey: string) =>
    client.call(submit, {
      params: { assignmentId },
      body: { stage: "build", signedSessionId },
      idempotencyKey,
    });
  /** The only call of a new session: whose credentials they are. */
  const anOpenCall = async (login: string) => {
    const client = clientOf(login);
    const session = await open(client);
    const [call] = session.calls;
    if (!call) throw new Error("nothing is to be signed");
    return { client, session, call };
  };
  return { clientOf, open, handIn, anOpenCall };
}
