import { CreateTableCommand, DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  ListAliasesCommand,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aKey, clientConfig, learnerAccountId } from "../testing.ts";
import {
  aDynamoDbSandbox,
  anOrdersTable,
  createTable,
  type DynamoDbSandbox,
  ordersTable,
} from "./dynamodb/testing.ts";

let dynamoDb: DynamoDbSandbox;
let kms: KMSClient;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
  kms = new KMSClient(clientConfig(dynamoDb.sandbox, "learner-14"));
});
afterEach(() => dynamoDb.sandbox.close());

async function createKey(Policy?: string): Promise<string> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy }));
  return KeyMetadata?.Arn ?? "";
}

async function describeKey(KeyId: string, client = kms) {
  const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
  return KeyMetadata;
}

async function keyOfOrders(): Promise<string> {
  const { Table } = await dynamoDb.client.send(
    new DescribeTableCommand({ TableName: ordersTable }),
  );
  return Table?.SSEDescription?.KMSMasterKeyArn ?? "";
}

function encryptedWith(KMSMasterKeyId?: string) {
  const SSESpecification = { Enabled: true, SSEType: "KMS", KMSMasterKeyId } as const;
  return anOrdersTable({ SSESpecification });
}

describe("the key that AWS manages for DynamoDB", () => {
  it("is made with the first table that needs it and says who manages it", async () => {
    expect((await kms.send(new ListAliasesCommand())).Aliases).toEqual([]);
    await createTable(dynamoDb.client, encryptedWith());

    const key = await describeKey(await keyOfOrders());

    expect(key).toMatchObject({ KeyManager: "AWS", KeyState: "Enabled", Enabled: true });
    expect((await kms.send(new ListAliasesCommand())).Aliases).toMatchObject([
      { AliasName: "alias/aws/dynamodb", TargetKeyId: key?.KeyId },
    ]);
  });

  it("can't be changed", async () => {
    await createTable(dynamoDb.client, encryptedWith());
    const KeyId = await keyOfOrders();

    await expect(kms.send(new DisableKeyCommand({ KeyId }))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });
});

describe("a customer's key", () => {
  it("is found by its id, its ARN and its alias", async () => {
    const arn = await createKey();
    const KeyId = arn.split("/")[1] ?? "";
    await kms.send(new CreateAliasCommand({ AliasName: "alias/orders", TargetKeyId: KeyId }));

    for (const name of [arn, KeyId, "alias/orders"])
      expect(await describeKey(name)).toMatchObject({ Arn: arn, KeyManager: "CUSTOMER" });
    await expect(describeKey("alias/none")).rejects.toMatchObject({ name: "NotFoundException" });
  });

  it("goes through its states and encrypts only while it is enabled", async () => {
    const KeyId = await createKey();
    await createTable(dynamoDb.client, encryptedWith(KeyId));
    const another = { ...encryptedWith(KeyId), TableName: "another" };

    await kms.send(new DisableKeyCommand({ KeyId }));
    const disabled = await describeKey(KeyId);
    await expect(dynamoDb.client.send(new CreateTableCommand(another))).rejects.toThrow(
      /KMS key disabled error/,
    );
    await kms.send(new EnableKeyCommand({ KeyId }));
    const enabled = await describeKey(KeyId);
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    const leaving = await describeKey(KeyId);

    expect(await keyOfOrders()).toBe(KeyId);
    expect(disabled).toMatchObject({ KeyState: "Disabled", Enabled: false });
    expect(disabled).not.toHaveProperty("DeletionDate");
    expect(enabled).toMatchObject({ KeyState: "Enabled", Enabled: true });
    expect(leaving).toMatchObject({ KeyState: "PendingDeletion", Enabled: false });
    expect(leaving?.DeletionDate).toBeInstanceOf(Date);
  });

  it("is closed to everybody whom its policy does not let in", async () => {
    const anAdministrator = `arn:aws:iam::${learnerAccountId}:user/learner-14`;
    const arn = await createKey(
      JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Principal: { AWS: anAdministrator },
          Action: "kms:*",
          Resource: "*",
        },
      }),
    );
    const { accounts } = dynamoDb.sandbox;
    const role = accounts.get(learnerAccountId).putRole({
      roleName: "grader",
      trustPolicy: {
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Principal: { AWS: learnerAccountId },
          Action: "sts:AssumeRole",
        },
      },
      policies: {
        all: { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
      },
    });
    const session = accounts.issueSession({ role, sessionName: "sub_1", durationSeconds: 900 });
    const grader = new KMSClient({
      ...clientConfig(dynamoDb.sandbox, "learner-14"),
      credentials: session,
    });

    expect(await describeKey(arn)).toMatchObject({ Arn: arn });
    await expect(describeKey(arn, grader)).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
    expect(await describeKey(await createKey(), grader)).toMatchObject({ KeyManager: "CUSTOMER" });
  });

  it("belongs to its account", async () => {
    const arn = await createKey();
    dynamoDb.sandbox.createAccount({ accountId: "100000000015", accessKeys: [aKey("other")] });
    const other = new KMSClient(clientConfig(dynamoDb.sandbox, "other"));

    await expect(describeKey(arn, other)).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});
