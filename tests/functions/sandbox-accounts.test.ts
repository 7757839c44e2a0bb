import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { ApiProblem, type Client, createClient } from "@lab-grader/core/client";
import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import {
  getLearnersSandboxAccount,
  getSandboxAccount,
  type OwnSandboxAccount,
  rebindSandboxAccount,
  registerSandboxAccount,
  rotateExternalIdOfAccount,
  verifySandboxAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { submit } from "@lab-grader/core/contracts/endpoints/submissions";
import { localTimings } from "@lab-grader/core/grading/timings";
import { isClosed } from "@lab-grader/core/submissions/submission";
import { localRegion } from "@lab-grader/sandbox/local-system/grader-account";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { allow, documentsOf, makeRole, redSteps, withoutExternalId } from "./learner-roles.ts";

let system: LocalSystem;
const logs: string[] = [];
let accounts = 0;

beforeAll(async () => {
  system = await startLocalSystem({
    learners: 12,
    timings: { ...localTimings, retryDelaySeconds: 0.01 },
    logs: (source, text) => logs.push(`${source} ${text}`),
  });
});
afterAll(() => system.close());

function clientOf(login: string): Client {
  const { apiUrl } = system;
  return createClient({ baseUrl: apiUrl, fetch, token: () => system.tokenFor(login) });
}

/** A new account with nothing in it, and IAM as its owner reaches it. */
function aNewAccount() {
  accounts += 1;
  const accountId = String(300_000_000_000 + accounts);
  const accessKeyId = `owner-${accounts}`;
  system.sandbox.createAccount({
    accountId,
    accessKeys: [{ accessKeyId, secretAccessKey: "local" }],
  });
  const iam = new IAMClient({
    endpoint: system.sandboxUrl,
    region: localRegion,
    credentials: { accessKeyId, secretAccessKey: "local" },
  });
  return { accountId, iam };
}

async function verified(client: Client): Promise<OwnSandboxAccount> {
  await client.call(verifySandboxAccount, {});
  return await vi.waitFor(
    async () => {
      const account = await client.call(getSandboxAccount, {});
      expect(account.state).not.toBe("verifying");
      return account;
    },
    { timeout: 20_000, interval: 50 },
  );
}

async function refusal(call: Promise<unknown>) {
  const fault = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(fault instanceof ApiProblem)) throw new Error("expected a refusal", { cause: fault });
  return fault.problem;
}

describe("a sandbox account", () => {
  it("is the learner's once its role was verified, and is graded then", async () => {
    const client = clientOf("learner-01");
    const { accountId, iam } = aNewAccount();

    const registered = await client.call(registerSandboxAccount, { body: { accountId } });
    await makeRole(iam, registered);
    const account = await verified(client);
    const { submissionId } = await client.call(submit, {
      params: { assignmentId: system.cohort.assignmentId },
      body: { stage: "build" },
      idempotencyKey: "key-1",
    });
    const view = await vi.waitFor(
      async () => {
        const answer = await client.getSubmission(submissionId);
        if (answer.status === "unchanged") throw new Error("no etag was sent");
        expect(answer.view.state).toSatisfy(isClosed);
        return answer.view;
      },
      { timeout: 20_000, interval: 50 },
    );

    expect(registered.state).toBe("registered");
    expect(account).toMatchObject({ state: "verified", accountId, provenBy: "role" });
    expect(account.verification?.steps.map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 7 }, () => "passed"),
    );
    expect(view).toMatchObject({ state: "graded", accountId, isGateRed: true });
  });

  it("keeps its ExternalId to the learner: not in logs, not in what staff see", async () => {
    const client = clientOf("learner-02");
    const { accountId, iam } = aNewAccount();
    const registered = await client.call(registerSandboxAccount, { body: { accountId } });
    await makeRole(iam, registered);
    await verified(client);

    const { learnerId = "" } = system.cohort.learners[1] ?? {};
    const seen = await clientOf("instructor-01").call(getLearnersSandboxAccount, {
      params: { cohortId: system.cohort.cohortId, learnerId },
    });
    const binding = await system.table.get(AccountBindingRecord, { accountId });

    const externalId = binding?.externalId ?? "missing";
    expect(JSON.stringify(registered)).toContain(externalId);
    expect(seen).toMatchObject({ learnerId, accountId, state: "verified" });
    expect(JSON.stringify(seen)).not.toContain(externalId);
    expect(logs.length).toBeGreaterThan(0);
    expect(logs.join("\n")).not.toContain(externalId);
  });

  it.each([
    [
      "another ExternalId in its trust",
      "learner-03",
      { trust: (text: string) => text.replace(/"[0-9a-f]{32}"/, `"${"0".repeat(32)}"`) },
      { assumable: "access.role_not_assumable" },
    ],
    [
      "no ExternalId in its trust (a confused deputy)",
      "learner-04",
      { trust: withoutExternalId },
      {
        withoutExternalId: "verify.open_without_external_id",
        withWrongExternalId: "verify.open_with_wrong_external_id",
      },
    ],
    [
      "a trust in everybody",
      "learner-05",
      {
        trust: () =>
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}',
      },
      {
        withoutExternalId: "verify.open_without_external_id",
        withWrongExternalId: "verify.open_with_wrong_external_id",
      },
    ],
    [
      "a policy that allows everything",
      "learner-06",
      { policies: { all: allow("*", "*") } },
      { writes: "verify.writes_allowed" },
    ],
    [
      "a policy that allows writes on the labs' names",
      "learner-07",
      { policies: { some: allow("dynamodb:DeleteTable", "arn:aws:dynamodb:*:*:table/lab-*") } },
      { writes: "verify.writes_allowed" },
    ],
  ])("is refused with %s", async (_, login, change, expected) => {
    const client = clientOf(login);
    const { accountId, iam } = aNewAccount();
    await makeRole(iam, await client.call(registerSandboxAccount, { body: { accountId } }), change);

    const account = await verified(client);

    const red = redSteps(account);
    expect(red).toMatchObject(expected);
    expect(account.verification).toMatchObject({ state: "done", isVerified: false });
    expect(account.state).toBe("registered");
    expect(await system.table.get(AccountBindingRecord, { accountId })).toBeUndefined();
    const [first] = account.verification?.steps.filter(({ outcome }) => outcome === "failed") ?? [];
    expect(first?.found).toBeTruthy();
    expect(first?.doNext).toMatch(/verify again/i);
  });

  it("that lost its role is refused, and stays bound as it was", async () => {
    const client = clientOf("learner-08");
    const { accountId, iam } = aNewAccount();
    const registered = await client.call(registerSandboxAccount, { body: { accountId } });
    await makeRole(iam, registered);
    await verified(client);
    const RoleName = registered.roleName;
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "labs" }));
    await iam.send(new DeleteRoleCommand({ RoleName }));

    const account = await verified(client);

    expect(redSteps(account)).toMatchObject({ assumable: "access.role_not_assumable" });
    expect(account.verification?.isVerified).toBe(false);
    expect(account.state).toBe("verified");
  });

  it("with a role that lacks reads is verified, and told what is missing", async () => {
    const client = clientOf("learner-09");
    const { accountId, iam } = aNewAccount();
    const registered = await client.call(registerSandboxAccount, { body: { accountId } });
    await makeRole(iam, registered, {
      policies: { labs: allow("dynamodb:ListTables", "*") },
    });

    const account = await verified(client);

    expect(account.state).toBe("verified");
    const reads = account.verification?.steps.find(({ step }) => step === "reads");
    expect(reads).toMatchObject({ outcome: "warned" });
    expect(reads?.missing).toContain("dynamodb:DescribeTable");
  });

  it("opens with the old ExternalId until the new one is verified", async () => {
    const client = clientOf("learner-10");
    const { accountId, iam } = aNewAccount();
    await makeRole(iam, await client.call(registerSandboxAccount, { body: { accountId } }));
    await verified(client);
    const before = await system.table.get(AccountBindingRecord, { accountId });

    const rotating = await client.call(rotateExternalIdOfAccount, {});
    const meanwhile = await system.table.get(AccountBindingRecord, { accountId });
    const PolicyDocument = documentsOf(rotating).trustPolicy;
    const { roleName: RoleName } = rotating;
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    const account = await verified(client);

    const after = await system.table.get(AccountBindingRecord, { accountId });
    expect(rotating).toMatchObject({ state: "verified", isRotating: true });
    expect(meanwhile).toEqual(before);
    expect(account).toMatchObject({ state: "verified", isRotating: false });
    expect(after?.externalId).not.toBe(before?.externalId);
  });

  it("of another learner is refused without a word of whose, until staff move it", async () => {
    const [first, second] = [clientOf("learner-11"), clientOf("learner-12")];
    const { accountId, iam } = aNewAccount();
    await makeRole(iam, await first.call(registerSandboxAccount, { body: { accountId } }));
    await verified(first);
    const { learnerId: firstId = "" } = system.cohort.learners[10] ?? {};
    const { learnerId = "" } = system.cohort.learners[11] ?? {};

    const problem = await refusal(second.call(registerSandboxAccount, { body: { accountId } }));
    const byLearner = await refusal(
      second.call(rebindSandboxAccount, {
        params: { cohortId: system.cohort.cohortId, learnerId },
        body: { accountId, reason: "mine" },
      }),
    );
    await clientOf("instructor-01").call(rebindSandboxAccount, {
      params: { cohortId: system.cohort.cohortId, learnerId },
      body: { accountId, reason: "the two have swapped" },
    });
    const still = await system.table.get(AccountBindingRecord, { accountId });
    const moving = await second.call(getSandboxAccount, {});
    const { roleName: RoleName } = moving;
    const PolicyDocument = documentsOf(moving).trustPolicy;
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    const moved = await verified(second);

    expect(problem).toMatchObject({ status: 409, code: "sandbox.account_taken" });
    expect(JSON.stringify(problem)).not.toMatch(/learner-11|lrn_/);
    expect(byLearner.code).toBe("auth.forbidden");
    expect(still?.learnerId).toBe(firstId);
    expect(moved.state).toBe("verified");
    expect(await system.table.get(AccountBindingRecord, { accountId })).toMatchObject({
      learnerId,
      rebound: { by: "instructor-01", reason: "the two have swapped" },
    });
    expect(await first.call(getSandboxAccount, {})).toMatchObject({ state: "registered" });
  });

  it("can't be the grader's own", async () => {
    const problem = await refusal(
      clientOf("learner-01").call(registerSandboxAccount, { body: { accountId: "200000000000" } }),
    );

    expect(problem).toMatchObject({ status: 422, code: "sandbox.own_account" });
  });
});
