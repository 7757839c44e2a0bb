import { type SigningCredentials, signRequest } from "@lab-grader/aws/sign-request";
import { callerIdentityCall } from "@lab-grader/aws/signable-services";
import { unsignedRequestOf } from "@lab-grader/aws/unsigned-request";
import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import { registerAccount } from "@lab-grader/core/sandbox-accounts/register-account";
import {
  callIdOf,
  type SignedCall,
  SignedCallRecord,
} from "@lab-grader/core/signed-calls/signed-call";
import {
  type SignedSession,
  SignedSessionRecord,
} from "@lab-grader/core/signed-calls/signed-session";
import { describe, expect, it } from "vitest";
import type { SignedCallPorts } from "../api/deps.ts";
import { VisibleError } from "../api/http.ts";
import { noSignedCalls } from "../api/testing.ts";
import { aWorld, hash, testIds, testTime } from "../testing.ts";
import { type AnswerDeps, answerCall } from "./answer-call.ts";

const accountId = "300000000001";
const credentials: SigningCredentials = { accessKeyId: "AKIAOWNER", secretAccessKey: "local" };
const nonce = "1".repeat(32);

/** A session whose first call, GetCallerIdentity, waits for its signature; `forward` is AWS. */
async function aSession(forward: SignedCallPorts["forward"]) {
  const { table } = await aWorld();
  const { learnerId, assignmentId } = testIds;
  const deps: AnswerDeps = {
    table,
    now: () => testTime,
    hash,
    signedCalls: { ...noSignedCalls, forward },
  };
  await registerAccount(
    { learnerId, accountId },
    {
      ...deps,
      newSecret: () => "0".repeat(32),
      graderAccountId: "200000000000",
    },
  );
  const session: SignedSession = {
    ...{ sessionId: "sgn_000000000001", learnerId, assignmentId, stage: "build", labDigest: "a" },
    ...{ accountId, openedAt: testTime, expiresAt: "2026-03-01T12:15:00.000Z" },
    version: 1,
    deleteAfter: 0,
  };
  const asked = callerIdentityCall("us-east-1");
  const request = await unsignedRequestOf(asked, { endpoint: undefined });
  const call: SignedCall = {
    ...{ ...asked, sessionId: session.sessionId, callId: callIdOf(asked, hash), request, nonce },
    ...{ state: "issued", version: 1, deleteAfter: 0 },
  };
  await table.put(SignedSessionRecord, session);
  await table.put(SignedCallRecord, call);
  const signature = signRequest(request, credentials, new Date(testTime));
  const answer = () => answerCall({ session, callId: call.callId, nonce, signature }, deps);
  const stored = () => table.get(SignedCallRecord, call);
  return { table, answer, stored };
}

function answeredWith(body: string, status = 200): SignedCallPorts["forward"] {
  return async () => ({
    status: "answered",
    answer: {
      status,
      headers: { "content-type": "text/xml" },
      body: Buffer.from(body).toString("base64"),
    },
  });
}

function identityOf(account: string): string {
  return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/AKIAOWNER</Arn><UserId>u</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
}

function errorOf(code: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>AKIAOWNER</Message></Error></ErrorResponse>`;
}

async function codeOf(answering: Promise<void>): Promise<string> {
  const fault = await answering.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (fault instanceof VisibleError) return fault.code;
  throw new Error("expected a refusal", { cause: fault });
}

describe("answerCall", () => {
  it("proves the account, and keeps AWS's answer without the access key", async () => {
    const { answer, stored, table } = await aSession(answeredWith(identityOf(accountId)));

    await answer();

    const kept = await stored();
    expect(kept?.state).toBe("answered");
    const text = Buffer.from(kept?.answer?.body ?? "", "base64").toString();
    expect(text).toContain(accountId);
    expect(text).not.toContain("AKIAOWNER");
    expect(await table.get(AccountBindingRecord, { accountId })).toMatchObject({
      learnerId: testIds.learnerId,
      provenBy: "signature",
    });
  });

  it("sends one request, of two with the same nonce at the same time", async () => {
    let sent = 0;
    const forward = answeredWith(identityOf(accountId));
    const { answer } = await aSession(async (...asked) => {
      sent += 1;
      return await forward(...asked);
    });

    const both = await Promise.allSettled([answer(), answer()]);

    expect(sent).toBe(1);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it.each<[string, string, SignedCallPorts["forward"]]>([
    ["of another account", "signed.other_account", answeredWith(identityOf("300000000002"))],
    [
      "that blames the signature",
      "signed.signature_refused",
      answeredWith(errorOf("SignatureDoesNotMatch"), 403),
    ],
    [
      "that blames the token",
      "signed.signature_refused",
      answeredWith(errorOf("ExpiredToken"), 403),
    ],
    ["that throttles", "signed.aws_unavailable", answeredWith(errorOf("Throttling"), 400)],
    ["of a fault", "signed.aws_unavailable", answeredWith("", 500)],
    ["that never comes", "signed.aws_unavailable", noSignedCalls.forward],
    ["that is too large", "signed.answer_too_large", async () => ({ status: "too_large" })],
  ])("keeps no answer %s, binds nothing, and spends the nonce", async (_, code, forward) => {
    const { answer, stored, table } = await aSession(forward);

    expect(await codeOf(answer())).toBe(code);
    expect(await stored()).toMatchObject({ state: "sent" });
    expect((await stored())?.answer).toBeUndefined();
    expect(await table.get(AccountBindingRecord, { accountId })).toBeUndefined();
    expect(await codeOf(answer())).toBe("signed.nonce_used");
  });
});
