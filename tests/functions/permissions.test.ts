import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import { sessionPolicyOf } from "@lab-grader/core/policy/derive-policy";
import {
  functionNames,
  graderAccountId,
  issueFunctionSession,
  localRegion,
} from "@lab-grader/sandbox/local-system/grader-account";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { introductionLab } from "../bench/introduction.ts";

let system: LocalSystem;
beforeAll(async () => {
  system = await startLocalSystem({ learners: 1 });
  const account = system.sandbox.accounts.get(accountId());
  for (const roleName of ["LabGraderAccess-local", "LabGraderAccess-other", "Administrator"])
    account.putRole({
      roleName,
      trustPolicy: anybodyOf(graderAccountId),
      policies: { all: allowing("*") },
    });
});
afterAll(() => system.close());

function accountId(): string {
  return system.cohort.learners[0]?.accountId ?? "";
}

function allowing(action: string | readonly string[]): object {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
  };
}

function anybodyOf(account: string): object {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
  };
}

/** A role of the learner's account that lets in the whole account of the grader. */
async function assume(
  as: (typeof functionNames)[number],
  roleName: string,
  policy?: string,
): Promise<DynamoDBClient> {
  const { sandboxUrl: endpoint, sandbox } = system;
  const credentials = issueFunctionSession(sandbox.accounts, as);
  const sts = new STSClient({ endpoint, region: localRegion, credentials });
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId()}:role/${roleName}`,
      RoleSessionName: "test",
      ...(policy === undefined ? {} : { Policy: policy }),
    }),
  );
  return new DynamoDBClient({
    endpoint,
    region: localRegion,
    credentials: {
      accessKeyId: given?.AccessKeyId ?? "",
      secretAccessKey: given?.SecretAccessKey ?? "",
      sessionToken: given?.SessionToken ?? "",
    },
  });
}

describe("the roles of the functions", () => {
  it.each(functionNames.filter((name) => name !== "grader"))(
    "%s opens no account, even one that would let it in",
    async (name) => {
      await expect(assume(name, "LabGraderAccess-local")).rejects.toMatchObject({
        name: "AccessDenied",
      });
    },
  );

  it.each(["LabGraderAccess-other", "Administrator"])(
    "the grader does not take the role %s, even if it would let it in",
    async (roleName) => {
      await expect(assume("grader", roleName)).rejects.toMatchObject({ name: "AccessDenied" });
    },
  );

  it("the grader takes the role of its own stage", async () => {
    const client = await assume("grader", "LabGraderAccess-local");

    await expect(client.send(new ListTablesCommand())).resolves.toMatchObject({ TableNames: [] });
  });
});

describe("the session policy of a lab", () => {
  const { lab } = introductionLab();
  const policyOf = () => {
    const learner = { login: "learner-01", accountId: accountId() };
    const facts = factsOfStage(bindStage(lab, "build", { learner, graderAccountId }));
    const policy = sessionPolicyOf(facts, accountId());
    if (!policy.fits) throw new Error("the session policy is too long");
    return policy.document;
  };

  it("is all that a session may do, however much the role allows", async () => {
    const client = await assume("grader", "LabGraderAccess-local", policyOf());

    await client.send(new ListTablesCommand());
    const write = client.send(
      new CreateTableCommand({
        TableName: "lab-orders",
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      }),
    );

    await expect(write).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("decides: an action that is taken out of it is denied, by the session policy's name", async () => {
    const document = policyOf();
    expect(document).toContain('"dynamodb:ListTables"');
    const without = document.replace('"dynamodb:ListTables"', '"dynamodb:ListStreams"');
    const client = await assume("grader", "LabGraderAccess-local", without);

    await expect(client.send(new ListTablesCommand())).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("no session policy allows"),
    });
  });
});
