import {
  AccessAnalyzerClient,
  type AccessCheckResourceType,
  CheckNoPublicAccessCommand,
  CreateAnalyzerCommand,
  ListAnalyzersCommand,
  ListFindingsCommand,
  ValidatePolicyCommand,
} from "@aws-sdk/client-accessanalyzer";
import {
  CreateTableCommand,
  DynamoDBClient,
  PutResourcePolicyCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox.ts";
import { aSandbox, clientConfig, learnerAccountId } from "../../testing.ts";

const tableArn = `arn:aws:dynamodb:us-east-1:${learnerAccountId}:table/orders`;

let sandbox: Sandbox;
let analyzer: AccessAnalyzerClient;
beforeEach(async () => {
  sandbox = await aSandbox();
  analyzer = new AccessAnalyzerClient(clientConfig(sandbox, "learner-14"));
});
afterEach(async () => {
  analyzer.destroy();
  await sandbox.close();
});

function policyOf(statement: object): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "dynamodb:GetItem", Resource: tableArn, ...statement }],
  });
}

function check(
  policyDocument: string,
  resourceType: AccessCheckResourceType = "AWS::DynamoDB::Table",
) {
  return analyzer.send(new CheckNoPublicAccessCommand({ policyDocument, resourceType }));
}

describe("CheckNoPublicAccess", () => {
  it("finds everybody, and nobody where it is one account", async () => {
    const everybody = await check(policyOf({ Principal: "*" }));
    const account = await check(policyOf({ Principal: { AWS: "999999999999" } }));

    expect(everybody).toMatchObject({ result: "FAIL", reasons: [{ statementIndex: 0 }] });
    expect(account).toMatchObject({ result: "PASS" });
    expect(account.reasons).toBeUndefined();
  });

  it("takes a key with a fixed value for a restriction, and an address for none", async () => {
    const own = { StringEquals: { "aws:PrincipalAccount": learnerAccountId } };
    const address = { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } };

    const restricted = await check(policyOf({ Principal: "*", Condition: own }));
    const open = await check(policyOf({ Principal: "*", Condition: address }));

    expect(restricted.result).toBe("PASS");
    expect(open.result).toBe("FAIL");
  });

  it("refuses what is no policy, and says what the sandbox does not have", async () => {
    await expect(check("{")).rejects.toMatchObject({ name: "InvalidParameterException" });
    await expect(check(policyOf({}), "AWS::S3::Bucket")).rejects.toMatchObject({
      name: "NotInLocalSandbox",
    });
  });
});

describe("ValidatePolicy", () => {
  it("finds a statement without an effect", async () => {
    const good = policyOf({ Principal: { AWS: learnerAccountId } });
    const policyType = "RESOURCE_POLICY";

    const fine = await analyzer.send(
      new ValidatePolicyCommand({ policyDocument: good, policyType }),
    );
    const bad = await analyzer.send(
      new ValidatePolicyCommand({ policyDocument: good.replace("Allow", "Perhaps"), policyType }),
    );

    expect(fine.findings).toEqual([]);
    expect(bad.findings).toMatchObject([{ findingType: "ERROR" }]);
  });
});

describe("analyzers", () => {
  it("find who is let in from outside the account", async () => {
    const dynamodb = new DynamoDBClient(clientConfig(sandbox, "learner-14"));
    await dynamodb.send(
      new CreateTableCommand({
        TableName: "orders",
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
    const Policy = policyOf({ Principal: { AWS: ["999999999999", learnerAccountId] } });
    await dynamodb.send(new PutResourcePolicyCommand({ ResourceArn: tableArn, Policy }));
    dynamodb.destroy();
    const create = { analyzerName: "outside", type: "ACCOUNT" } as const;
    const { arn } = await analyzer.send(new CreateAnalyzerCommand(create));

    const { analyzers } = await analyzer.send(new ListAnalyzersCommand({ type: "ACCOUNT" }));
    const { findings } = await analyzer.send(new ListFindingsCommand({ analyzerArn: arn }));
    const again = await analyzer.send(new ListFindingsCommand({ analyzerArn: arn }));

    expect(analyzers).toMatchObject([{ arn, name: "outside", status: "ACTIVE" }]);
    expect(findings).toMatchObject([
      {
        resource: tableArn,
        resourceType: "AWS::DynamoDB::Table",
        principal: { AWS: "999999999999" },
        isPublic: false,
        status: "ACTIVE",
      },
    ]);
    expect(again.findings?.[0]?.id).toBe(findings?.[0]?.id);
  });

  it("are one of a type in each region", async () => {
    const create = (analyzerName: string) =>
      analyzer.send(new CreateAnalyzerCommand({ analyzerName, type: "ACCOUNT" }));
    await create("first");

    await expect(create("first")).rejects.toMatchObject({ name: "ConflictException" });
    await expect(create("second")).rejects.toMatchObject({
      name: "ServiceQuotaExceededException",
    });
  });
});
