import {
  DeleteResourcePolicyCommand,
  DescribeTableCommand,
  GetItemCommand,
  GetResourcePolicyCommand,
  PutItemCommand,
  PutResourcePolicyCommand,
  QueryCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { learnerAccountId, platformAccountId } from "../../testing.ts";
import {
  aDynamoDbSandbox,
  anIndexedTable,
  createTable,
  type DynamoDbSandbox,
  ordersArn,
  ordersTable,
} from "./testing.ts";

let dynamoDb: DynamoDbSandbox;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
  await createTable(
    dynamoDb.client,
    anIndexedTable({
      StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
    }),
  );
});
afterEach(() => dynamoDb.sandbox.close());

function aStatement(changes: Record<string, unknown> = {}) {
  return {
    Effect: "Allow",
    Principal: { AWS: platformAccountId },
    Action: "dynamodb:GetItem",
    Resource: ordersArn,
    ...changes,
  };
}

function put(statement: unknown, ResourceArn = ordersArn) {
  const Policy =
    typeof statement === "string"
      ? statement
      : JSON.stringify({ Version: "2012-10-17", Statement: statement });
  return dynamoDb.client.send(new PutResourcePolicyCommand({ ResourceArn, Policy }));
}

function get(ResourceArn = ordersArn) {
  return dynamoDb.client.send(new GetResourcePolicyCommand({ ResourceArn }));
}

describe("a resource policy", () => {
  it("is given back in AWS's own spelling", async () => {
    await put(
      aStatement({ Sid: "grader", Effect: "allow", Action: ["dynamodb:GetItem"], Resource: "*" }),
    );

    const { Policy, RevisionId } = await get();

    expect(Policy).toBe(
      `{"Version":"2012-10-17","Statement":[{"Sid":"grader","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${platformAccountId}:root"},"Action":"dynamodb:GetItem","Resource":"*"}]}`,
    );
    expect(RevisionId).toMatch(/^\d{13}$/);
  });

  it("keeps its revision if the same is put again", async () => {
    const first = await put(aStatement());
    dynamoDb.pass(1000);

    const same = await put([aStatement({ Principal: { AWS: [platformAccountId] } })]);
    const other = await put(aStatement({ Action: "dynamodb:Query" }));

    expect(same.RevisionId).toBe(first.RevisionId);
    expect(other.RevisionId).not.toBe(first.RevisionId);
  });

  it("belongs to the table or to its stream", async () => {
    const { Table } = await dynamoDb.client.send(
      new DescribeTableCommand({ TableName: ordersTable }),
    );
    const stream = Table?.LatestStreamArn ?? "";
    await put(aStatement({ Action: "dynamodb:GetRecords", Resource: stream }), stream);

    expect((await get(stream)).Policy).toContain("dynamodb:GetRecords");
    await expect(get()).rejects.toMatchObject({ name: "PolicyNotFoundException" });
    await expect(get(`${ordersArn}/index/by-status`)).rejects.toThrow(
      "only table or stream is accepted",
    );
    await expect(get(`${ordersArn}2`)).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("can be deleted twice", async () => {
    await put(aStatement());
    const remove = new DeleteResourcePolicyCommand({ ResourceArn: ordersArn });

    await dynamoDb.client.send(remove);
    await dynamoDb.client.send(remove);

    await expect(get()).rejects.toMatchObject({ name: "PolicyNotFoundException" });
  });

  it("is replaced only at the revision that the caller has seen", async () => {
    const { RevisionId } = await put(aStatement());
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: aStatement({ Sid: "x" }) });
    const replace = (ExpectedRevisionId: string | undefined) =>
      dynamoDb.client.send(
        new PutResourcePolicyCommand({ ResourceArn: ordersArn, Policy, ExpectedRevisionId }),
      );

    await expect(replace("1")).rejects.toMatchObject({ name: "PolicyNotFoundException" });
    await replace(RevisionId);

    expect((await get()).Policy).toContain('"Sid":"x"');
  });

  it("is seen at once and in force once it has settled", async () => {
    dynamoDb.sandbox.accounts
      .get(learnerAccountId)
      .changeSwitches({ settling: { policy: 230_000 } });
    await put(
      aStatement({
        Effect: "Deny",
        Principal: { AWS: learnerAccountId },
        Action: "dynamodb:GetResourcePolicy",
      }),
    );

    expect((await get()).Policy).toContain("Deny");
    dynamoDb.pass(230_000);

    await expect(get()).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});

describe("Block Public Access", () => {
  const everybody = { Principal: "*" };
  const where = (Condition: Record<string, Record<string, unknown>>) => ({
    ...everybody,
    Condition,
  });

  it.each<[string, Record<string, unknown>]>([
    ["*", everybody],
    ["AWS: *", { Principal: { AWS: "*" } }],
    ["* in a list", { Principal: { AWS: [platformAccountId, "*"] } }],
    ["all but one", { Principal: undefined, NotPrincipal: { AWS: platformAccountId } }],
    ["an address", where({ IpAddress: { "aws:SourceIp": "203.0.113.7/32" } })],
    ["a wildcard account", where({ StringLike: { "aws:PrincipalAccount": "1*" } })],
    ["all accounts but one", where({ StringNotEquals: { "aws:PrincipalAccount": "1" } })],
    ["IfExists", where({ StringEqualsIfExists: { "aws:PrincipalAccount": platformAccountId } })],
  ])("refuses an Allow to %s", async (_, changes) => {
    await expect(put(aStatement(changes))).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("grants unbounded access"),
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ["a Deny to *", { ...everybody, Effect: "Deny", Action: "dynamodb:DeleteTable" }],
    [
      "an Allow to * of one account",
      where({ StringEquals: { "aws:PrincipalAccount": platformAccountId } }),
    ],
  ])("lets %s through", async (_, changes) => {
    await put(aStatement(changes));

    expect((await get()).Policy).toContain("Principal");
  });
});

describe("a document that AWS would not take", () => {
  it.each<[string, unknown, RegExp]>([
    ["no JSON", "{", /This policy contains invalid Json/],
    ["a bare account id as principal", aStatement({ Principal: "1" }), /Invalid principal/],
    ["no Resource", aStatement({ Resource: undefined }), /Invalid policy document: .*Resource/],
    ["no statements", [], /Invalid policy document: .*empty/],
    ["the same Sid twice", [aStatement({ Sid: "a" }), aStatement({ Sid: "a" })], /unique/],
    ["too many bytes", aStatement({ Sid: "a".repeat(20_480) }), /Maximum policy size of 20480/],
  ])("is refused for %s", async (_, statement, message) => {
    await expect(put(statement)).rejects.toThrow(message);
  });

  it("is refused by name if AWS would take it and the sandbox can't decide with it", async () => {
    const Principal = { Federated: "cognito-identity.amazonaws.com" };

    await expect(put(aStatement({ Principal }))).rejects.toMatchObject({
      name: "NotInLocalSandbox",
      message: expect.stringContaining("Federated"),
    });
  });
});

describe("another account", () => {
  const Key = { customerId: { S: "c-1" }, orderId: { S: "0001" } };
  const read = () =>
    dynamoDb.clientOf("platform").send(new GetItemCommand({ TableName: ordersArn, Key }));
  const query = () =>
    dynamoDb.clientOf("platform").send(
      new QueryCommand({
        TableName: ordersArn,
        IndexName: "by-status",
        KeyConditionExpression: "#status = :open",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":open": { S: "open" } },
      }),
    );

  it("is let in by the table's policy and by nothing else", async () => {
    await dynamoDb.client.send(
      new PutItemCommand({ TableName: ordersTable, Item: { ...Key, status: { S: "open" } } }),
    );
    await expect(read()).rejects.toMatchObject({ name: "AccessDeniedException" });

    await put(aStatement());

    expect((await read()).Item).toMatchObject(Key);
    await expect(query()).rejects.toMatchObject({ name: "AccessDeniedException" });
    await put(aStatement({ Action: "dynamodb:Query", Resource: `${ordersArn}/index/*` }));
    expect((await query()).Count).toBe(1);
  });

  it("sees its own table under the same name", async () => {
    const platform = dynamoDb.clientOf("platform");

    await expect(
      platform.send(new DescribeTableCommand({ TableName: ordersTable })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(
      platform.send(new DescribeTableCommand({ TableName: ordersArn })),
    ).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});

describe("a Deny in the table's policy", () => {
  it("also holds for its own account", async () => {
    await put(aStatement({ Effect: "Deny", Principal: "*", Action: "dynamodb:UpdateTable" }));

    const attempt = dynamoDb.client.send(
      new UpdateTableCommand({ TableName: ordersTable, DeletionProtectionEnabled: true }),
    );

    await expect(attempt).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});
