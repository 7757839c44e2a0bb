import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RoleDefinition } from "../roles.ts";
import type { Sandbox } from "../sandbox.ts";
import {
  aKey,
  aSandbox,
  clientConfig,
  learnerAccountId,
  platformAccountId,
  send,
} from "../testing.ts";

const learnerRoleArn = `arn:aws:iam::${learnerAccountId}:role/LabGraderAccess-dev`;
const externalId = "external-id-of-learner-14";
const listOnly = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sqs:ListQueues", Resource: "*" }],
});

let sandbox: Sandbox;
let offsetMs: number;

beforeEach(async () => {
  offsetMs = 0;
  sandbox = await aSandbox({ clock: () => Date.now() + offsetMs });
  putRole({});
});
afterEach(() => sandbox.close());

function putRole(changes: Partial<RoleDefinition>): void {
  sandbox.accounts.get(learnerAccountId).putRole({
    roleName: "LabGraderAccess-dev",
    trustPolicy: trusting({ AWS: `arn:aws:iam::${platformAccountId}:root` }, withExternalId()),
    policies: {
      Read: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: "*" }],
      },
    },
    ...changes,
  });
}

function trusting(principal: unknown, condition: object = {}): object {
  return {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", Condition: condition },
    ],
  };
}

function withExternalId(): object {
  return { StringEquals: { "sts:ExternalId": externalId } };
}

function assume(
  input: Partial<AssumeRoleCommandInput> = {},
  config = clientConfig(sandbox, "platform"),
) {
  return new STSClient(config).send(
    new AssumeRoleCommand({
      RoleArn: learnerRoleArn,
      RoleSessionName: "sub_1",
      ExternalId: externalId,
      ...input,
    }),
  );
}

async function sessionConfig(input: Partial<AssumeRoleCommandInput> = {}) {
  const { Credentials: credentials } = await assume(input);
  return {
    ...clientConfig(sandbox, "session"),
    credentials: {
      accessKeyId: credentials?.AccessKeyId ?? "",
      secretAccessKey: credentials?.SecretAccessKey ?? "",
      sessionToken: credentials?.SessionToken ?? "",
    },
  };
}

describe("AssumeRole", () => {
  it("opens a session of the role in the learner's account", async () => {
    const before = Date.now();

    const answer = await assume({ DurationSeconds: 900, Policy: listOnly });

    expect(answer.AssumedRoleUser).toEqual({
      Arn: `arn:aws:sts::${learnerAccountId}:assumed-role/LabGraderAccess-dev/sub_1`,
      AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:sub_1$/),
    });
    expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(answer.Credentials?.Expiration?.getTime()).toBeGreaterThanOrEqual(before + 899_000);
    expect(answer.PackedPolicySize).toBeGreaterThan(0);
    expect(answer.PackedPolicySize).toBeLessThan(20);
  });

  it("gives credentials that work", async () => {
    const identity = await new STSClient(await sessionConfig()).send(
      new GetCallerIdentityCommand(),
    );

    expect(identity.Arn).toBe(
      `arn:aws:sts::${learnerAccountId}:assumed-role/LabGraderAccess-dev/sub_1`,
    );
  });

  it.each([
    ["the ExternalId is wrong", { ExternalId: "another" }],
    ["the ExternalId is absent", { ExternalId: undefined }],
    ["the role is missing", { RoleArn: `arn:aws:iam::${learnerAccountId}:role/Missing` }],
    ["the account is missing", { RoleArn: "arn:aws:iam::888888888888:role/LabGraderAccess-dev" }],
  ])("says the same if %s", async (_, input) => {
    const roleArn = "RoleArn" in input ? input.RoleArn : learnerRoleArn;

    await expect(assume(input)).rejects.toMatchObject({
      name: "AccessDenied",
      message: `User: arn:aws:iam::${platformAccountId}:user/platform is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it.each<[string, unknown, object, boolean]>([
    ["the caller's user", { AWS: `arn:aws:iam::${platformAccountId}:user/platform` }, {}, true],
    ["another user", { AWS: `arn:aws:iam::${platformAccountId}:user/other` }, {}, false],
    ["another account", { AWS: "888888888888" }, {}, false],
    ["anyone", "*", {}, true],
    [
      "one principal by condition",
      "*",
      { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${platformAccountId}:user/plat*` } },
      true,
    ],
    ["only MFA", "*", { Bool: { "aws:MultiFactorAuthPresent": "true" } }, false],
  ])("follows a trust policy that names %s", async (_, principal, condition, isOpen) => {
    putRole({ trustPolicy: trusting(principal, condition) });

    const answer = assume();

    await (isOpen
      ? expect(answer).resolves.toBeDefined()
      : expect(answer).rejects.toMatchObject({ name: "AccessDenied" }));
  });

  it("needs the trust policy even for an administrator of the role's own account", async () => {
    const learner = clientConfig(sandbox, "learner-14");

    await expect(assume({}, learner)).rejects.toMatchObject({ name: "AccessDenied" });

    putRole({ trustPolicy: trusting({ AWS: learnerAccountId }) });
    await expect(assume({}, learner)).resolves.toBeDefined();
  });

  it("needs the caller's own permission too", async () => {
    sandbox.createAccount({
      accountId: "777777777777",
      accessKeys: [aKey("unprepared", {}), aKey("prepared")],
    });
    putRole({ trustPolicy: trusting({ AWS: "777777777777" }) });

    await expect(assume({}, clientConfig(sandbox, "prepared"))).resolves.toBeDefined();
    await expect(assume({}, clientConfig(sandbox, "unprepared"))).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  it.each([
    ["under 900 seconds", { DurationSeconds: 899 }, "durationSeconds"],
    ["over the role's maximum", { DurationSeconds: 3601 }, "MaxSessionDuration set for this role"],
    ["a session name with a blank", { RoleSessionName: "sub 1" }, "roleSessionName"],
    ["a short session name", { RoleSessionName: "s" }, "roleSessionName"],
    ["an ExternalId with a blank", { ExternalId: "a b" }, "externalId"],
    ["no role ARN", { RoleArn: "arn:aws:iam::aws:something" }, "is invalid"],
    ["a long session policy", { Policy: listOnly.padEnd(2049) }, "policy"],
    [
      "managed session policies",
      { PolicyArns: [{ arn: "arn:aws:iam::aws:policy/X" }] },
      "PolicyArns",
    ],
  ])("refuses %s", async (_, input, words) => {
    await expect(assume(input)).rejects.toMatchObject({
      name: "ValidationError",
      message: expect.stringContaining(words),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("refuses a session policy outside the grammar", async () => {
    const policy = listOnly.replace('"Resource"', '"Condition":{"IpAddress":{}},"Resource"');

    await expect(assume({ Policy: policy })).rejects.toMatchObject({
      name: "MalformedPolicyDocumentException",
      message: "Statement[0].Condition.IpAddress: not supported by the local sandbox",
    });
  });

  it("gives a role's session one hour at most", async () => {
    putRole({
      trustPolicy: trusting("*"),
      maxSessionDurationSeconds: 43_200,
      policies: { All: allowAll() },
    });
    const config = await sessionConfig({ DurationSeconds: 43_200 });

    await expect(assume({ DurationSeconds: 3600 }, config)).resolves.toBeDefined();
    await expect(assume({ DurationSeconds: 3601 }, config)).rejects.toMatchObject({
      name: "ValidationError",
      message: expect.stringContaining("role chaining"),
    });
  });
});

describe("a session", () => {
  const listQueues = (config: Awaited<ReturnType<typeof sessionConfig>>) =>
    new SQSClient(config).send(new ListQueuesCommand());

  it("may do what role and session policy both allow", async () => {
    await expect(listQueues(await sessionConfig({ Policy: listOnly }))).resolves.toBeDefined();
  });

  it("is refused in AWS's words what the session policy leaves out", async () => {
    const policy = listOnly.replace("ListQueues", "SendMessage");

    await expect(listQueues(await sessionConfig({ Policy: policy }))).rejects.toMatchObject({
      message: `User: arn:aws:sts::${learnerAccountId}:assumed-role/LabGraderAccess-dev/sub_1 is not authorized to perform: sqs:ListQueues on resource: arn:aws:sqs:us-east-1:${learnerAccountId}:* because no session policy allows the sqs:ListQueues action`,
    });
  });

  it("ends by the sandbox's clock", async () => {
    const config = await sessionConfig({ DurationSeconds: 900 });
    offsetMs = 901_000;

    await expect(
      new STSClient({ ...config, maxAttempts: 2 }).send(new GetCallerIdentityCommand()),
    ).rejects.toMatchObject({ name: "ExpiredToken" });
  });

  it("ends when the account's switch says so", async () => {
    const config = await sessionConfig();
    sandbox.accounts.get(learnerAccountId).changeSwitches({ expireSessions: true });

    await expect(new STSClient(config).send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: "ExpiredToken",
    });
  });

  it("needs its token, and the right one", async () => {
    const { credentials } = await sessionConfig();
    const call = { ...credentials, service: "sts", body: "Action=GetCallerIdentity" };

    const without = await send(sandbox, call);
    const wrong = await send(sandbox, { ...call, headers: { "x-amz-security-token": "abc" } });

    expect(without.text).toContain("<Code>InvalidClientTokenId</Code>");
    expect(wrong.text).toContain("<Code>InvalidClientTokenId</Code>");
  });

  it("loses its permissions with its role", async () => {
    const config = await sessionConfig();
    sandbox.accounts.get(learnerAccountId).deleteRole("LabGraderAccess-dev");

    await expect(listQueues(config)).rejects.toMatchObject({
      message: expect.stringContaining("because no identity-based policy allows"),
    });
  });

  it("is named in the log of calls", async () => {
    await listQueues(await sessionConfig());

    expect(sandbox.calls.list({ sessionName: "sub_1" })).toMatchObject([
      { service: "sqs", operation: "ListQueues", accountId: learnerAccountId },
    ]);
  });
});

function allowAll(): object {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
}
