import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createClient } from "@lab-grader/core/client";
import { createOneTimeToken } from "@lab-grader/core/contracts/endpoints/one-time";
import {
  getSandboxAccount,
  registerSandboxAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import {
  listCallsToSign,
  openSignedSession,
} from "@lab-grader/core/contracts/endpoints/signed-sessions";
import { EvidenceRecord } from "@lab-grader/core/evidence/evidence";
import { localTimings } from "@lab-grader/core/grading/timings";
import { callsOf } from "@lab-grader/core/signed-calls/signed-call";
import { localRegion } from "@lab-grader/sandbox/local-system/grader-account";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closedView, keyOf, refusal, signAll, signingLearners } from "./signing-learners.ts";

let system: LocalSystem;
let learners: ReturnType<typeof signingLearners>;
const logs: string[] = [];

beforeAll(async () => {
  system = await startLocalSystem({
    learners: 4,
    timings: { ...localTimings, retryDelaySeconds: 0.01 },
    logs: (source, text) => logs.push(`${source} ${text}`),
  });
  learners = signingLearners(system);
});
afterAll(() => system.close());

describe("signed calls", () => {
  it("are graded as the role's would be, without a role, and prove the account", async () => {
    const client = learners.clientOf("learner-01");
    const accountId = "300000000001";
    const key = { accessKeyId: "academy-01", secretAccessKey: "local" };
    system.sandbox.createAccount({ accountId, accessKeys: [key] });
    const dynamoDb = new DynamoDBClient({
      endpoint: system.sandboxUrl,
      region: localRegion,
      credentials: key,
    });
    await dynamoDb.send(
      new CreateTableCommand({
        TableName: "lab-orders",
        AttributeDefinitions: [{ AttributeName: "orderId", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "orderId", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
    await client.call(registerSandboxAccount, { body: { accountId } });

    const { session, operations } = await signAll(client, await learners.open(client), key);
    const account = await client.call(getSandboxAccount, {});
    const { submissionId } = await learners.handIn(client, session.sessionId, "key-1");
    const view = await closedView(client, submissionId);

    expect(operations[0]).toBe("sts:GetCallerIdentity");
    expect(operations).toContain("dynamodb:DescribeTable");
    expect(account).toMatchObject({ state: "verified", provenBy: "signature", accountId });
    expect(view).toMatchObject({ state: "graded", accountId, isGateRed: false });
    const evidence = await system.table.get(EvidenceRecord, { submissionId, claim: 1 });
    expect(evidence?.access).toEqual({ status: "open", way: "signed" });
    expect(evidence?.facts.flatMap(({ answers }) => answers).length).toBeGreaterThan(3);
    expect(JSON.stringify(evidence)).not.toContain("academy-01");
    expect(await refusal(learners.handIn(client, session.sessionId, "key-2"))).toBe(
      "signed.session_unusable",
    );
    expect(await refusal(learners.handIn(client, undefined, "key-3"))).toBe(
      "sandbox.role_not_verified",
    );
  });

  it("show the same as the role does", async () => {
    const client = learners.clientOf("learner-04");
    const dynamoDb = new DynamoDBClient({
      endpoint: system.sandboxUrl,
      region: localRegion,
      credentials: keyOf("learner-04"),
    });
    await dynamoDb.send(
      new CreateTableCommand({
        TableName: "lab-orders",
        AttributeDefinitions: [{ AttributeName: "orderId", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "orderId", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
        SSESpecification: { Enabled: true, SSEType: "KMS" },
      }),
    );
    const seen = async (submissionId: string) => {
      const view = await closedView(client, submissionId);
      const evidence = await system.table.get(EvidenceRecord, { submissionId, claim: 1 });
      const facts = evidence?.facts.map(({ kind, params, answers }) => ({
        ...{ kind, params },
        answers: answers.map(({ observedAt: _at, durationMs: _ms, ...answer }) => answer),
      }));
      return { view, facts, way: evidence?.access.way };
    };

    const byRole = await seen((await learners.handIn(client, undefined, "key-1")).submissionId);
    const { session, operations } = await signAll(
      client,
      await learners.open(client),
      keyOf("learner-04"),
    );
    const signed = await seen(
      (await learners.handIn(client, session.sessionId, "key-2")).submissionId,
    );

    expect(operations).toContain("kms:DescribeKey");
    expect([byRole.way, signed.way]).toEqual(["role", "signed"]);
    expect([byRole.view.accessWay, signed.view.accessWay]).toEqual(["role", "signed"]);
    expect(signed.facts).toEqual(byRole.facts);
    expect(
      signed.view.outcomes.map(({ criterion, outcome, reason }) => [criterion, outcome, reason]),
    ).toEqual(
      byRole.view.outcomes.map(({ criterion, outcome, reason }) => [criterion, outcome, reason]),
    );
    expect(signed.view.attempt).toMatchObject({ counts: false, used: 1 });
  });

  it("with temporary credentials leave no key, token or signature behind", async () => {
    const client = learners.clientOf("learner-02");
    const { accountId = "" } = system.cohort.learners[1] ?? {};
    const { accounts } = system.sandbox;
    const role = accounts.get(accountId).putRole({
      roleName: "voclabs",
      trustPolicy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: accountId }, Action: "sts:AssumeRole" }],
      },
      policies: {
        all: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
        },
      },
    });
    const issued = accounts.issueSession({ role, sessionName: "student", durationSeconds: 3600 });
    const { accessKeyId, secretAccessKey, sessionToken } = issued;

    const opened = await learners.open(client);
    const { session } = await signAll(client, opened, {
      ...{ accessKeyId, secretAccessKey, sessionToken },
    });
    const { submissionId } = await learners.handIn(client, session.sessionId, "key-1");
    await closedView(client, submissionId);

    const calls = [...(await callsOf(session.sessionId, system.table)).values()];
    const bodies = calls.map(({ answer }) => Buffer.from(answer?.body ?? "", "base64").toString());
    const evidence = await system.table.get(EvidenceRecord, { submissionId, claim: 1 });
    const texts = [JSON.stringify(calls), bodies.join(), JSON.stringify(evidence), logs.join()];
    for (const secret of [accessKeyId, secretAccessKey, sessionToken])
      for (const text of texts) expect(text).not.toContain(secret);
    expect(texts.join()).not.toMatch(/Signature=[0-9a-f]{64}/);
    expect(logs.length).toBeGreaterThan(0);
  });

  it("are opened by a one-time token for its own stage, and no session of another", async () => {
    const client = learners.clientOf("learner-03");
    const { assignmentId } = system.cohort;
    const { token } = await client.call(createOneTimeToken, {
      params: { assignmentId },
      body: { stage: "build" },
    });
    const once = createClient({
      baseUrl: system.apiUrl,
      fetch,
      token: async () => token,
      isOneTime: true,
    });

    const { session } = await signAll(once, await learners.open(once), keyOf("learner-03"));
    const others = await client.call(openSignedSession, {
      params: { assignmentId },
      body: { stage: "break" },
    });

    expect(session.isComplete).toBe(true);
    const { sessionId } = others;
    expect(await refusal(once.call(listCallsToSign, { params: { sessionId } }))).toBe(
      "signed.session_not_found",
    );
  });
});
