import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import { listCallsToSign } from "@lab-grader/core/contracts/endpoints/signed-sessions";
import { localTimings } from "@lab-grader/core/grading/timings";
import type { UnsignedRequest } from "@lab-grader/core/signed-calls/unsigned-request";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyOf, refusal, send, sign, signingLearners } from "./signing-learners.ts";

let system: LocalSystem;
let learners: ReturnType<typeof signingLearners>;

beforeAll(async () => {
  system = await startLocalSystem({
    learners: 4,
    timings: { ...localTimings, retryDelaySeconds: 0.01 },
  });
  learners = signingLearners(system);
});
afterAll(() => system.close());

describe("signed calls", () => {
  it("are refused after their nonce was used", async () => {
    const { client, session, call } = await learners.anOpenCall("learner-03");
    const signature = sign(call.request, keyOf("learner-03"));

    await send(client, session, { call, signature });

    expect(await refusal(send(client, session, { call, signature }))).toBe("signed.nonce_used");
    expect(await refusal(send(client, session, { call, signature, nonce: "0".repeat(32) }))).toBe(
      "signed.nonce_used",
    );
  });

  it.each<[string, string, (request: UnsignedRequest) => UnsignedRequest]>([
    [
      "another body",
      "signed.signature_refused",
      (request) => ({ ...request, body: Buffer.from("Action=AssumeRole").toString("base64") }),
    ],
    [
      "another host",
      "signed.signature_refused",
      (request) => ({ ...request, host: "sts.amazonaws.com", protocol: "https:" }),
    ],
    [
      "another service",
      "signed.signature_elsewhere",
      (request) => ({ ...request, signingService: "iam" }),
    ],
    [
      "another region",
      "signed.signature_elsewhere",
      (request) => ({ ...request, signingRegion: "eu-west-1" }),
    ],
    [
      "further headers",
      "signed.signature_malformed",
      (request) => ({ ...request, headers: { ...request.headers, "x-amz-target": "Other" } }),
    ],
  ])("are refused when the signature is over %s", async (_, code, edited) => {
    const { client, session, call } = await learners.anOpenCall("learner-03");

    const signature = sign(edited(call.request), keyOf("learner-03"));

    expect(await refusal(send(client, session, { call, signature }))).toBe(code);
  });

  it("can't name a host, a body or an operation of their own", async () => {
    const { session, call } = await learners.anOpenCall("learner-03");
    const signature = sign(call.request, keyOf("learner-03"));
    const token = await system.tokenFor("learner-03");
    const post = async (members: object, callId = call.callId) => {
      const response = await fetch(
        `${system.apiUrl}/v1/signed-sessions/${session.sessionId}/calls/${callId}`,
        {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify({ nonce: call.nonce, signature, ...members }),
        },
      );
      return { status: response.status, text: await response.text() };
    };

    const attempts = await Promise.all([
      post({ host: "169.254.169.254" }),
      post({ body: "Action=DeleteRole" }),
      post({ request: call.request }),
    ]);
    const unlisted = await post({}, "0123456789abcdef01234567");

    for (const { status, text } of attempts) {
      expect(status).toBe(400);
      expect(text).toContain("There is no such member here");
    }
    expect(unlisted).toMatchObject({ status: 409 });
  });

  it("are refused with a signature of more than five minutes ago", async () => {
    const { client, session, call } = await learners.anOpenCall("learner-03");
    const signature = sign(call.request, keyOf("learner-03"));
    const old = new Date(Date.now() - 6 * 60_000).toISOString().replace(/[-:]|\.\d{3}/g, "");
    const date = old.slice(0, 8);
    const authorization = signature.authorization.replace(/\/\d{8}\//, `/${date}/`);

    const code = await refusal(
      send(client, session, { call, signature: { ...signature, authorization, amzDate: old } }),
    );

    expect(code).toBe("signed.signature_expired");
  });

  it("are refused with credentials of another account", async () => {
    const { client, session, call } = await learners.anOpenCall("learner-03");
    const signature = sign(call.request, keyOf("learner-04"));

    expect(await refusal(send(client, session, { call, signature }))).toBe("signed.other_account");
  });

  it("are refused with another key once the account is proven", async () => {
    const { client, session, call } = await learners.anOpenCall("learner-03");
    await send(client, session, {
      call,
      signature: sign(call.request, keyOf("learner-03")),
    });
    const { sessionId } = session;
    const next = await client.call(listCallsToSign, { params: { sessionId } });
    const [second] = next.calls;
    if (!second) throw new Error("nothing more is to be signed");
    const signature = sign(second.request, keyOf("learner-04"));

    expect(await refusal(send(client, next, { call: second, signature }))).toBe(
      "signed.other_identity",
    );
    expect(await refusal(learners.handIn(client, sessionId, "too-early"))).toBe(
      "signed.session_unusable",
    );
  });

  it("belong to the learner who opened the session", async () => {
    const { session, call } = await learners.anOpenCall("learner-03");
    const other = learners.clientOf("learner-04");
    const signature = sign(call.request, keyOf("learner-04"));

    expect(await refusal(send(other, session, { call, signature }))).toBe(
      "signed.session_not_found",
    );
    expect(await refusal(learners.handIn(other, session.sessionId, "stolen"))).toBe(
      "signed.session_unusable",
    );
  });

  it("that AWS throttles count for nothing and can be signed again", async () => {
    const { client, session, call } = await learners.anOpenCall("learner-04");
    const { accountId = "" } = system.cohort.learners[3] ?? {};
    const account = system.sandbox.accounts.get(accountId);
    account.changeSwitches({ serverErrors: ["sts:GetCallerIdentity"] });
    const signature = sign(call.request, keyOf("learner-04"));

    const code = await refusal(send(client, session, { call, signature }));
    account.changeSwitches({ serverErrors: [] });
    const { sessionId } = session;
    const again = await client.call(listCallsToSign, { params: { sessionId } });
    const [renewed] = again.calls;
    if (!renewed) throw new Error("the call is gone");
    await send(client, again, {
      call: renewed,
      signature: sign(renewed.request, keyOf("learner-04")),
    });

    expect(code).toBe("signed.aws_unavailable");
    expect(renewed.nonce).not.toBe(call.nonce);
    expect(await system.table.get(AccountBindingRecord, { accountId })).toBeDefined();
  });
});
