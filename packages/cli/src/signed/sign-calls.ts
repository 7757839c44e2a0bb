import { type SigningCredentials, signRequest } from "@lab-grader/aws/sign-request";
import { NoCredentials, standardCredentials } from "@lab-grader/aws/standard-credentials";
import type { Client } from "@lab-grader/core/client";
import {
  type CallToSign,
  listCallsToSign,
  openSignedSession,
  sendSignature,
} from "@lab-grader/core/contracts/endpoints/signed-sessions";
import type { CommandContext } from "../command.ts";
import { CommandError, serviceError, usageError } from "../command-error.ts";
import { refusalToSign } from "./read-only-call.ts";

/** So often is a call signed again that AWS throttled or did not answer. */
const mostTries = 4;

/**
 * Signs what a stage needs, depth by depth, with the credentials that are found here. The
 * secret key stays here.
 * @returns the session to hand in.
 */
export async function signCalls(
  client: Client,
  {
    assignmentId,
    stage,
    isLocal,
  }: { readonly assignmentId: string; readonly stage: string; readonly isLocal: boolean },
  { terminal, signal, environment }: CommandContext,
): Promise<string> {
  const credentials = await standardCredentials(environment).catch((fault: unknown) => {
    throw fault instanceof NoCredentials ? noCredentials : fault;
  });
  const line = terminal.progress.start("signing");
  let session = await client.call(openSignedSession, { params: { assignmentId }, body: { stage } });
  const { sessionId, accountId } = session;
  let signed = 0;
  for (let triesLeft = mostTries; !session.isComplete; ) {
    signal.throwIfAborted();
    const answered = await Promise.all(
      session.calls.map((call) => signCall(call, { client, sessionId, credentials, isLocal })),
    );
    signed += answered.filter(Boolean).length;
    line.update(`${signed} calls to ${accountId}`);
    if (answered.includes(false)) triesLeft -= 1;
    if (triesLeft === 0)
      throw serviceError("signed.aws_unavailable", "AWS did not answer every call. Submit again.");
    session = await client.call(listCallsToSign, { params: { sessionId } });
  }
  line.end(`${signed} calls to ${accountId}`);
  return sessionId;
}

const noCredentials = usageError(
  "signed.no_credentials",
  "There are no AWS credentials here. Type this in CloudShell of your account, or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.",
);

/** @returns false where AWS gave no answer that counts: it can be signed again. */
async function signCall(
  call: CallToSign,
  from: {
    readonly client: Client;
    readonly sessionId: string;
    readonly credentials: SigningCredentials;
    readonly isLocal: boolean;
  },
): Promise<boolean> {
  const { client, sessionId, credentials, isLocal } = from;
  const refusal = refusalToSign(call, { isLocal });
  if (refusal !== undefined)
    throw usageError("signed.not_signed", `Nothing more was signed, because ${refusal}.`);
  const { callId, nonce, request } = call;
  const signature = signRequest(request, credentials, new Date());
  try {
    await client.call(sendSignature, {
      params: { sessionId, callId },
      body: { nonce, signature },
    });
    return true;
  } catch (error) {
    if (error instanceof CommandError && error.code === "signed.aws_unavailable") return false;
    throw error;
  }
}
