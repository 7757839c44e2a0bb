import { createHash } from "node:crypto";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { askAccount } from "@lab-grader/aws/ask-account";
import { ownAnswers } from "@lab-grader/aws/own-answers";
import type { FactCall } from "@lab-grader/core/facts/fact";
import { clientConfig, learnerAccountId, platformAccountId } from "@lab-grader/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  aLearnerAccount,
  externalId,
  type LearnerAccount,
  submissionId,
} from "./learner-account.ts";

const restricted = "lab-reader";
const restrictedArn = `arn:aws:iam::${learnerAccountId}:role/${restricted}`;
const listTables: FactCall = {
  service: "dynamodb",
  operation: "ListTables",
  region: "us-east-1",
  as: restricted,
  input: {},
};
const describeTable: FactCall = {
  ...listTables,
  operation: "DescribeTable",
  input: { TableName: "lab-orders" },
};
const checkPublic: FactCall = {
  service: "accessanalyzer",
  operation: "CheckNoPublicAccess",
  region: "us-east-1",
  in: "own",
  input: {
    policyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
    }),
    resourceType: "AWS::DynamoDB::Table",
  },
};

let account: LearnerAccount;
beforeEach(async () => {
  account = await aLearnerAccount();
  putRestrictedRole(learnerAccountId);
});
afterEach(() => account.close());

function putRestrictedRole(trustedAccountId: string) {
  account.sandbox.accounts.get(learnerAccountId).putRole({
    roleName: restricted,
    trustPolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${trustedAccountId}:root` },
          Action: "sts:AssumeRole",
        },
      ],
    },
    policies: {
      Lists: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "dynamodb:ListTables", Resource: "*" }],
      },
    },
  });
}

async function asking(options: { readonly ownAnswers?: ReturnType<typeof ownAnswers> } = {}) {
  const session = await account.session();
  const ask = askAccount({
    ...{ session, ...options },
    concurrency: 4,
    callDeadlineSeconds: 3,
    deadline: new AbortController().signal,
    now: () => new Date().toISOString(),
  });
  return { session, ask };
}

function assumed() {
  return account.sandbox.calls.list({ operation: "AssumeRole" });
}

describe("a call in a role of the learner's account", () => {
  it("is made in a session of that role, named after the submission", async () => {
    const { ask } = await asking();

    expect(await ask(listTables)).toMatchObject({ output: { TableNames: [] } });
    expect(account.sandbox.calls.list({ operation: "ListTables" })).toMatchObject([
      {
        callerArn: `arn:aws:sts::${learnerAccountId}:assumed-role/${restricted}/${submissionId}`,
      },
    ]);
  });

  it("is denied what the role may not do, in AWS's words", async () => {
    const { ask } = await asking();

    expect(await ask(describeTable)).toMatchObject({
      error: {
        name: "AccessDeniedException",
        message: expect.stringContaining("no identity-based policy allows"),
      },
    });
  });

  it("opens each role once, also for calls at the same time and in other regions", async () => {
    const { ask } = await asking();

    await Promise.all([
      ask(listTables),
      ask(describeTable),
      ask({ ...listTables, region: "us-west-2" }),
    ]);

    expect(assumed().map(({ accountId }) => accountId)).toEqual([
      learnerAccountId,
      learnerAccountId,
    ]);
  });

  it("is not the same as the grader's own call", async () => {
    const { ask } = await asking();
    const { as: _as, ...own } = describeTable;

    const [inRole, ours] = await Promise.all([ask(describeTable), ask(own)]);

    expect(inRole).toMatchObject({ error: { name: "AccessDeniedException" } });
    expect(ours).toMatchObject({ error: { name: "ResourceNotFoundException" } });
  });

  it("says that the role was refused, and which, where it does not trust the account", async () => {
    putRestrictedRole("123456789012");
    const { ask } = await asking();

    const [one, another] = await Promise.all([ask(listTables), ask(describeTable)]);

    expect(one).toMatchObject({
      error: { name: "AccessDenied", status: 403 },
      refused: { service: "sts", operation: "AssumeRole", input: { RoleArn: restrictedArn } },
    });
    expect(another).toMatchObject({ refused: { operation: "AssumeRole" } });
    expect(assumed()).toHaveLength(2);
  });

  it("is refused where our session policy does not name the role", async () => {
    const sessionPolicy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "dynamodb:*", Resource: "*" }],
    });
    const session = await account.session({ sessionPolicy });

    await expect(
      session.send(listTables, { abortSignal: new AbortController().signal }),
    ).rejects.toMatchObject({ name: "ChainedRoleRefused" });
  });

  it("leaves none of its credentials where they could be stored", async () => {
    const { session, ask } = await asking();
    const before = session.secrets.length;

    await ask(listTables);

    expect(session.secrets).toHaveLength(before + 3);
    const [, , secret = ""] = session.secrets.slice(before);
    const table = new DynamoDBClient(clientConfig(account.sandbox, "learner-14"));
    await table.send(
      new CreateTableCommand({
        TableName: secret,
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
    table.destroy();
    const answer = JSON.stringify(await ask({ ...listTables, input: { Limit: 100 } }));
    expect(answer).toContain("[redacted]");
    expect(answer).not.toContain(secret);
    expect(answer).not.toContain(externalId);
  });
});

describe("a call in the grader's account", () => {
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

  it("is made with the grader's own credentials, whatever the learner's role may do", async () => {
    const { ask } = await asking();

    expect(await ask(checkPublic)).toMatchObject({ output: { result: "FAIL" } });
    expect(account.sandbox.calls.list({ operation: "CheckNoPublicAccess" })).toMatchObject([
      { callerArn: `arn:aws:iam::${platformAccountId}:user/platform` },
    ]);
  });

  it("is made once for all submissions that ask the same", async () => {
    const kept = ownAnswers({ hash: sha256 });
    const first = await asking({ ownAnswers: kept });
    const second = await asking({ ownAnswers: kept });

    const [one, same] = await Promise.all([first.ask(checkPublic), second.ask(checkPublic)]);
    const later = await (await asking({ ownAnswers: kept })).ask(checkPublic);
    await second.ask({
      ...checkPublic,
      input: { ...checkPublic.input, resourceType: "AWS::DynamoDB::Stream" },
    });

    expect([same, later]).toEqual([one, one]);
    expect(account.sandbox.calls.list({ operation: "CheckNoPublicAccess" })).toHaveLength(2);
  });

  it("is made again after a refusal", async () => {
    const kept = ownAnswers({ hash: sha256 });
    const broken = { ...checkPublic, input: { ...checkPublic.input, policyDocument: "{" } };
    const first = await asking({ ownAnswers: kept });
    const second = await asking({ ownAnswers: kept });

    await first.ask(broken);
    await second.ask(broken);

    expect(account.sandbox.calls.list({ operation: "CheckNoPublicAccess" })).toHaveLength(2);
  });
});
