import {
  CreateBackupCommand,
  DeleteItemCommand,
  DescribeBackupCommand,
  DescribeGlobalTableCommand,
  type DynamoDBClient,
  QueryCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { learnerAccountId } from "../../testing.ts";
import { settleDynamoDb } from "./region.ts";
import { aDynamoDbSandbox, createTable, type DynamoDbSandbox, ordersTable } from "./testing.ts";
import {
  aGlobalTable,
  described,
  order,
  put,
  replicate,
  statuses,
  totalIn,
  update,
  withdraw,
} from "./testing-replicas.ts";

let dynamoDb: DynamoDbSandbox;
let east: DynamoDBClient;
let west: DynamoDBClient;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
  east = dynamoDb.client;
  west = dynamoDb.clientOf("learner-14", "us-west-2");
});
afterEach(() => dynamoDb.sandbox.close());

function account() {
  return dynamoDb.sandbox.accounts.get(learnerAccountId);
}

describe("DescribeTable of a global table", () => {
  it("says nothing of replicas on a regional table", async () => {
    await createTable(east);

    const table = Object.keys((await described(east)) ?? {});

    expect(table).not.toContain("Replicas");
    expect(table).not.toContain("GlobalTableVersion");
    expect(table).not.toContain("GlobalTableSettingsReplicationMode");
  });

  it("lists the other regions in each region, never the one that is asked", async () => {
    await aGlobalTable(east);

    expect(await described(east)).toMatchObject({
      GlobalTableVersion: "2019.11.21",
      Replicas: [{ RegionName: "us-west-2", ReplicaStatus: "ACTIVE" }],
    });
    expect(await described(west)).toMatchObject({
      TableArn: `arn:aws:dynamodb:us-west-2:${learnerAccountId}:table/${ordersTable}`,
      Replicas: [{ RegionName: "us-east-1", ReplicaStatus: "ACTIVE" }],
    });
    expect((await described(west))?.TableId).not.toBe((await described(east))?.TableId);
    expect(Object.keys((await described(east)) ?? {})).not.toContain("MultiRegionConsistency");
  });

  it("turns a stream on where there is none, and leaves the view of one that is on", async () => {
    await aGlobalTable(east);
    const view = { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" };

    expect((await described(east))?.StreamSpecification).toEqual(view);
    expect((await described(west))?.StreamSpecification).toEqual(view);
    await expect(update(east, { StreamSpecification: { StreamEnabled: false } })).rejects.toThrow(
      "Disabling Stream is not allowed for a Global Table replica.",
    );
  });

  it("shows a replica that is being made, and one that is being deleted", async () => {
    await createTable(east);
    account().changeSwitches({ settling: { replica: 60_000 } });

    await replicate(east);
    const making = [await statuses(east), await statuses(west)];
    await expect(update(east, { DeletionProtectionEnabled: true })).rejects.toMatchObject({
      name: "ResourceInUseException",
    });
    await expect(totalIn(west)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    dynamoDb.pass(61_000);
    const made = await statuses(east);
    await withdraw(east);
    const deleting = [await statuses(east), await statuses(west)];
    dynamoDb.pass(61_000);

    expect(making).toEqual([
      { table: "ACTIVE", replicas: { "us-west-2": "CREATING" } },
      { table: "CREATING", replicas: { "us-east-1": "ACTIVE" } },
    ]);
    expect(made).toEqual({ table: "ACTIVE", replicas: { "us-west-2": "ACTIVE" } });
    expect(deleting).toMatchObject([
      { table: "ACTIVE", replicas: { "us-west-2": "DELETING" } },
      { table: "DELETING" },
    ]);
    expect(Object.keys((await described(east)) ?? {})).not.toContain("Replicas");
    await expect(described(west)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("shows a replica of a disabled region as such", async () => {
    await aGlobalTable(east);

    account().changeSwitches({ disabledRegions: ["us-west-2"] });

    expect((await statuses(east)).replicas).toEqual({ "us-west-2": "REGION_DISABLED" });
  });

  it("is no matter of the old API, which finds no table of today", async () => {
    await aGlobalTable(east);

    await expect(
      east.send(new DescribeGlobalTableCommand({ GlobalTableName: ordersTable })),
    ).rejects.toMatchObject({ name: "GlobalTableNotFoundException" });
  });
});

describe("items of a global table", () => {
  it("that were there before are in the new replica, and later ones go both ways", async () => {
    await createTable(east);
    await put(east, "1");
    await replicate(east);

    const before = await totalIn(west);
    await put(west, "2");

    expect(before).toBe("1");
    expect(await totalIn(east)).toBe("2");
    await east.send(new DeleteItemCommand({ TableName: ordersTable, Key: order }));
    expect(await totalIn(west)).toBeUndefined();
  });

  it("need the account's replication time", async () => {
    await aGlobalTable(east);
    account().changeSwitches({ settling: { replication: 2_000 } });

    await put(east, "1");
    const atOnce = await totalIn(west);
    dynamoDb.pass(2_100);

    expect(atOnce).toBeUndefined();
    expect(await totalIn(west)).toBe("1");
  });

  it("arrive at once when everything is settled, and are in a backup of the other region", async () => {
    await aGlobalTable(east);
    account().changeSwitches({ settling: { replication: 3_600_000 } });
    await put(east, "1");

    settleDynamoDb(account(), Date.now());
    const { BackupDetails } = await west.send(
      new CreateBackupCommand({ TableName: ordersTable, BackupName: "first" }),
    );

    const { BackupArn } = BackupDetails ?? {};
    await west.send(new DescribeBackupCommand({ BackupArn }));
    const { Count } = await west.send(new ScanCommand({ TableName: ordersTable }));
    expect(Count).toBe(1);
  });

  it("are the last write's, also when an older one arrives later", async () => {
    await aGlobalTable(east);
    account().changeSwitches({ settling: { replication: 10_000 } });
    await put(east, "1");
    dynamoDb.pass(1_000);

    await put(west, "2");
    dynamoDb.pass(11_000);

    expect(await totalIn(west)).toBe("2");
    expect(await totalIn(east)).toBe("2");
  });

  it("are found by the indexes of every region", async () => {
    await aGlobalTable(east);
    await update(west, {
      AttributeDefinitions: [
        { AttributeName: "status", AttributeType: "S" },
        { AttributeName: "orderId", AttributeType: "S" },
      ],
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: "by-status",
            KeySchema: [{ AttributeName: "status", KeyType: "HASH" }],
            Projection: { ProjectionType: "ALL" },
          },
        },
      ],
    });

    await put(west, "7");
    const { Items } = await east.send(
      new QueryCommand({
        TableName: ordersTable,
        IndexName: "by-status",
        KeyConditionExpression: "#status = :open",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":open": { S: "open" } },
      }),
    );

    expect(Items).toMatchObject([{ total: { N: "7" } }]);
  });
});
