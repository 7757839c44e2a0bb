import { english } from "@lab-grader/core/reasons/catalogue";
import { learnerAccountId } from "@lab-grader/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  aLearnerAccount,
  externalId,
  type LearnerAccount,
  roleName,
  stsClient,
  submissionId,
} from "./learner-account.ts";

let account: LearnerAccount;
beforeEach(async () => {
  account = await aLearnerAccount();
});
afterEach(() => account.close());

const listTables = {
  service: "dynamodb",
  operation: "ListTables",
  region: "us-east-1",
  input: {},
};
const abortSignal = new AbortController().signal;

function switches() {
  return account.sandbox.accounts.get(learnerAccountId);
}

describe("openLearnerSession", () => {
  it("opens the account under the name of the submission, and asks it", async () => {
    const session = await account.session();
    const output = await session.send(listTables, { abortSignal });

    expect(output).toMatchObject({ TableNames: [] });
    expect(session).toMatchObject({ accountId: learnerAccountId, way: "role" });
    expect(account.sandbox.calls.list({ operation: "ListTables" })).toMatchObject([
      { accountId: learnerAccountId, sessionName: submissionId, status: 200 },
    ]);
  });

  it("opens a new session each time", async () => {
    await account.session();
    await account.session();

    expect(account.sandbox.calls.list({ operation: "AssumeRole" })).toHaveLength(2);
  });

  it("narrows the role to the session policy", async () => {
    const onlyBackups = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "dynamodb:ListBackups", Resource: "*" }],
    });
    const session = await account.session({ sessionPolicy: onlyBackups });

    await expect(session.send(listTables, { abortSignal })).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });

  it.each([
    ["the ExternalId is another", { externalId: "f".repeat(32) }],
    ["there is no such role", { roleName: "LabGraderAccess-other" }],
    ["there is no such account", { accountId: "100000000099" }],
  ])("says that the role can't be assumed when %s", async (_, changes) => {
    expect(await account.open(changes)).toMatchObject({
      status: "refused",
      access: {
        way: "role",
        fault: "access",
        reason: "access.role_not_assumable",
        region: "us-east-1",
      },
    });
  });

  it("says that the trust policy names somebody else the same way", async () => {
    account.putRole({
      trustPolicy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: "sts:AssumeRole",
          },
        ],
      },
    });

    expect(await account.open()).toMatchObject({
      access: { fault: "access", reason: "access.role_not_assumable" },
    });
  });

  it("says that STS is off in the region", async () => {
    switches().changeSwitches({ disabledRegions: ["us-east-1"] });

    expect(await account.open()).toMatchObject({
      access: { fault: "access", reason: "access.region_disabled" },
    });
  });

  it("says that the role allows no session of 15 minutes", async () => {
    account.putRole({ maxSessionDurationSeconds: 600 });

    expect(await account.open()).toMatchObject({
      access: { fault: "access", reason: "access.session_too_long" },
    });
  });

  it("takes a session policy that STS refuses for the lab's fault", async () => {
    expect(await account.open({ sessionPolicy: '{"Version": "2012-10-17"}' })).toMatchObject({
      access: { fault: "rubric", reason: "rubric.session_policy" },
    });
  });

  it("takes throttling and errors of STS for the platform's fault", async () => {
    switches().changeSwitches({ throttle: [{ operation: "sts:AssumeRole", first: 1 }] });
    expect(await account.open()).toMatchObject({
      access: { fault: "platform", reason: "platform.sts_throttled" },
    });

    switches().changeSwitches({ throttle: [], serverErrors: ["sts:AssumeRole"] });
    expect(await account.open()).toMatchObject({
      access: { fault: "platform", reason: "platform.sts_error" },
    });
  });

  it("takes a request that STS finds invalid for the platform's fault", async () => {
    expect(await account.open({ sessionName: "not a session name" })).toMatchObject({
      access: { fault: "platform", reason: "platform.sts_error" },
    });
  });

  it("takes refused credentials of our own for the platform's fault", async () => {
    const { sandbox, http } = account;

    for (const sts of [
      stsClient(sandbox, http, "nobody"),
      stsClient(sandbox, http, "platform", "wrong"),
    ]) {
      expect(await account.open({ sts })).toMatchObject({
        access: { fault: "platform", reason: "platform.own_credentials" },
      });
    }
  });

  it("gives up when the submission's time is over", async () => {
    switches().changeSwitches({ latencyMs: 5_000 });

    expect(await account.open({ deadline: AbortSignal.timeout(20) })).toMatchObject({
      access: { fault: "platform", reason: "platform.sts_timeout" },
    });
  });

  it("has a text without parameters for whatever it answers, and no word of AWS in the answer", async () => {
    const opening = await account.open({ externalId: "e".repeat(32) });

    const reason = opening.status === "refused" ? opening.access.reason : "";
    expect(english[reason]?.found).toBeDefined();
    expect(JSON.stringify(opening)).not.toContain("e".repeat(32));
    expect(JSON.stringify(opening)).not.toContain(roleName);
  });

  it("keeps what must not be stored out of sight but known", async () => {
    const session = await account.session();

    expect(session.secrets).toContain(externalId);
    expect(session.secrets).toHaveLength(4);
  });
});
