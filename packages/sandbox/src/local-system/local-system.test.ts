import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import { parseSubmissionId } from "@lab-grader/core/ids";
import { DeadLetterRecord } from "@lab-grader/core/submissions/dead-letter";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { startHttpServer } from "../http-server.ts";
import {
  functionRoleArn,
  issueFunctionSession,
  localRegion,
  operatorKey,
} from "./grader-account.ts";
import { type LocalSystem, startLocalSystem } from "./local-system.ts";
import { findRunningSystem, stateFile } from "./state-file.ts";

let system: LocalSystem;
let directory: string;
const logs: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  system = await startLocalSystem({
    learners: 3,
    stateDirectory: directory,
    logs: (_source, text) => logs.push(text),
  });
});
afterAll(async () => {
  await system.close();
  await rm(directory, { recursive: true });
});

async function call(path: string, options: { token?: string; body?: object } = {}) {
  const { token, body } = options;
  return await fetch(`${system.apiUrl}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined
        ? {}
        : { authorization: `Bearer ${token}`, "idempotency-key": "one" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const Accepted = z.object({ submissionId: z.string() });

async function submit(login: string): Promise<string> {
  const { assignmentId } = system.cohort;
  const response = await call(`/v1/assignments/${assignmentId}/submissions`, {
    token: await system.tokenFor(login),
    body: { stage: "build" },
  });
  expect(response.status).toBe(202);
  return Accepted.parse(await response.json()).submissionId;
}

async function findSubmission(submissionId: string) {
  const key = parseSubmissionId(submissionId);
  return key && (await system.table.get(SubmissionRecord, key));
}

async function bindingOf(accountId: string) {
  const binding = await system.table.get(AccountBindingRecord, { accountId });
  if (binding === undefined) {
    throw new Error(`no binding of ${accountId}`);
  }
  return binding;
}

async function freePort(): Promise<number> {
  const server = await startHttpServer({
    port: 0,
    clock: Date.now,
    answer: () => ({ status: 200, headers: {}, body: "" }),
  });
  await server.close();
  return server.port;
}

describe("the local system", () => {
  it("takes a submission through API, queue and grader, and is idle afterwards", async () => {
    const submissionId = await submit("learner-01");
    await system.idle();

    const response = await call(`/v1/submissions/${submissionId}`, {
      token: await system.tokenFor("learner-01"),
    });
    expect(await response.json()).toMatchObject({ submissionId, state: "graded", points: 0 });
    expect(await findSubmission(submissionId)).not.toHaveProperty("dueAt");
  });

  it("opens a learner's account as the grader's role and asks as the learner's", async () => {
    const submissionId = await submit("learner-02");
    await system.idle();

    const { accountId = "" } = system.cohort.learners[1] ?? {};
    const calls = system.sandbox.calls.list({ accountId });
    const opening = calls.filter(({ service }) => service === "sts");
    const asking = calls.filter(({ service }) => service !== "sts");
    expect(opening).toMatchObject([{ operation: "AssumeRole" }]);
    expect(opening[0]?.callerArn).toMatch(/:assumed-role\/lab-grader-grader\//);
    expect(asking.length).toBeGreaterThan(0);
    expect(new Set(asking.map(({ sessionName }) => sessionName))).toEqual(new Set([submissionId]));
    expect(
      system.sandbox.calls.list().filter(({ code }) => code?.startsWith("AccessDenied")),
    ).toEqual([]);
  });

  it("closes a submission as blocked where the learner has deleted the role", async () => {
    const { accountId = "" } = system.cohort.learners[2] ?? {};
    system.sandbox.accounts.get(accountId).deleteRole("LabGraderAccess-local");

    const submissionId = await submit("learner-03");
    await system.settled();

    expect(await findSubmission(submissionId)).toMatchObject({ state: "blocked" });
  });

  it("puts a message that nobody can read among the dead letters, with its reason", async () => {
    const { sandboxUrl: endpoint, queueUrls } = system;
    const sqs = new SQSClient({ endpoint, region: localRegion, credentials: operatorKey });

    const { MessageId: messageId } = await sqs.send(
      new SendMessageCommand({ QueueUrl: queueUrls.grading, MessageBody: "not JSON" }),
    );
    await system.idle();

    const pk = `dead-letters#${new Date().toISOString().slice(0, 10)}`;
    const letters = await system.table.list(DeadLetterRecord, { pk, prefix: "" });
    expect(letters.items).toMatchObject([{ messageId, cause: "message.unreadable" }]);
  });

  it("lets nobody else into a learner's account, and the grader with the right ExternalId only", async () => {
    const [{ accountId = "" } = {}] = system.cohort.learners;
    const { externalId } = await bindingOf(accountId);
    const assume = (as: "api" | "grader", given: string | undefined) => {
      const { sandboxUrl: endpoint, sandbox } = system;
      const credentials = issueFunctionSession(sandbox.accounts, as);
      const sts = new STSClient({ endpoint, region: localRegion, credentials });
      return sts.send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${accountId}:role/LabGraderAccess-local`,
          RoleSessionName: "test",
          ...(given === undefined ? {} : { ExternalId: given }),
        }),
      );
    };

    const refusals = await Promise.allSettled([
      assume("api", externalId),
      assume("grader", undefined),
      assume("grader", "0".repeat(32)),
    ]);
    const opened = await assume("grader", externalId);

    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ status: "rejected", reason: { name: "AccessDenied" } });
    }
    expect(opened.AssumedRoleUser?.Arn).toContain(accountId);
  });

  it("gives each function the permissions of what it does", () => {
    const roles = system.sandbox.accounts.get("200000000000").roles;
    const actionsOf = (name: string) =>
      [...(roles.get(name)?.policies.values() ?? [])].map(({ text }) => text).join();

    expect(functionRoleArn("api")).toBe("arn:aws:iam::200000000000:role/lab-grader-api");
    for (const name of ["lab-grader-api", "lab-grader-dead-letters", "lab-grader-reconciler"]) {
      expect(actionsOf(name)).not.toContain("sts:");
    }
    expect(actionsOf("lab-grader-grader")).toContain('"arn:aws:iam::*:role/LabGraderAccess-local"');
  });

  it("signs people in by their login, from this machine only", async () => {
    const signIn = async (login: string, headers: Record<string, string> = {}) =>
      await fetch(`${system.apiUrl}/_local/token`, {
        method: "POST",
        headers,
        body: JSON.stringify({ login }),
      });

    const known = await signIn("learner-01");
    const { token } = z.object({ token: z.string() }).parse(await known.json());
    const unknown = await signIn("learner-99");
    const foreign = await signIn("learner-01", { origin: "https://example.com" });
    const answers = await Promise.all([
      call("/v1/assignments", { token }),
      call("/v1/assignments", { token: `${token}x` }),
      call("/v1/assignments"),
    ]);

    expect([known.status, unknown.status, foreign.status]).toEqual([200, 404, 403]);
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401]);
    await expect(system.tokenFor("learner-99")).rejects.toThrow("nobody");
  });

  it("tells other processes where it is, and no secret", async () => {
    const found = await findRunningSystem(directory);
    const text = await readFile(stateFile(directory), "utf8");
    const bindings = await Promise.all(
      system.cohort.learners.map(({ accountId }) => bindingOf(accountId)),
    );

    expect(found).toMatchObject({
      status: "running",
      state: {
        apiUrl: system.apiUrl,
        sandboxUrl: system.sandboxUrl,
        processId: process.pid,
        assignmentId: system.cohort.assignmentId,
      },
    });
    expect(new Set(bindings.map(({ externalId }) => externalId)).size).toBe(3);
    for (const { externalId } of bindings) {
      expect(text + logs.join("")).not.toContain(externalId);
    }
  });
});

describe("startLocalSystem", () => {
  it("says which function can't start and why, and leaves nothing behind", async () => {
    const grader = new URL("../runtime/fixtures/bad-environment.ts", import.meta.url);
    const stateDirectory = await mkdtemp(join(tmpdir(), "labgrader-"));
    const apiPort = await freePort();

    const starting = startLocalSystem({
      learners: 1,
      entries: { grader },
      stateDirectory,
      apiPort,
    });

    await expect(starting).rejects.toThrow(
      "the function lab-grader-grader could not start: TABLE_NAME: expected the name of a table",
    );
    expect(await findRunningSystem(stateDirectory)).toEqual({ status: "none" });
    await expect(fetch(`http://localhost:${apiPort}/`)).rejects.toThrow("fetch failed");
    await rm(stateDirectory, { recursive: true });
  });

  it("names the port that is taken", async () => {
    const apiPort = Number(new URL(system.apiUrl).port);

    await expect(startLocalSystem({ learners: 1, apiPort })).rejects.toThrow(
      `port ${apiPort} is taken`,
    );
  });
});
