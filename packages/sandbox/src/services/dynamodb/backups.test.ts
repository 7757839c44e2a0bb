import {
  CreateBackupCommand,
  DeleteBackupCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeBackupCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListBackupsCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  RestoreTableFromBackupCommand,
  type RestoreTableFromBackupCommandInput,
  RestoreTableToPointInTimeCommand,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { learnerAccountId } from "../../testing.ts";
import {
  aDynamoDbSandbox,
  anIndexedTable,
  anOrdersTable,
  createTable,
  type DynamoDbSandbox,
  ordersArn,
  ordersTable,
} from "./testing.ts";

const restoredTable = "lab-orders-restored";
const key = { customerId: { S: "canary" }, orderId: { S: "0001" } };
const canary = { ...key, status: { S: "open" }, total: { N: "42" } };

let dynamoDb: DynamoDbSandbox;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
});
afterEach(() => dynamoDb.sandbox.close());

async function backUp(BackupName = "before-the-break"): Promise<string> {
  const answer = await dynamoDb.client.send(
    new CreateBackupCommand({ TableName: ordersTable, BackupName }),
  );
  return answer.BackupDetails?.BackupArn ?? "";
}

function restore(BackupArn: string, overrides: Partial<RestoreTableFromBackupCommandInput> = {}) {
  return dynamoDb.client.send(
    new RestoreTableFromBackupCommand({ TargetTableName: restoredTable, BackupArn, ...overrides }),
  );
}

async function described(TableName: string) {
  const { Table } = await dynamoDb.client.send(new DescribeTableCommand({ TableName }));
  return Table ?? {};
}

function putCanary() {
  return dynamoDb.client.send(new PutItemCommand({ TableName: ordersTable, Item: canary }));
}

async function canaryIn(TableName: string) {
  const { Item } = await dynamoDb.client.send(new GetItemCommand({ TableName, Key: key }));
  return Item;
}

function settleSlowly(settling: { backup?: number; restore?: number; table?: number }) {
  dynamoDb.sandbox.accounts.get(learnerAccountId).changeSwitches({ settling });
}

function recovery(enabled: boolean, days?: number) {
  return dynamoDb.client.send(
    new UpdateContinuousBackupsCommand({
      TableName: ordersTable,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: enabled,
        ...(days === undefined ? {} : { RecoveryPeriodInDays: days }),
      },
    }),
  );
}

async function backups(type?: "ALL" | "SYSTEM") {
  const answer = await dynamoDb.client.send(
    new ListBackupsCommand(type === undefined ? {} : { BackupType: type }),
  );
  return answer.BackupSummaries ?? [];
}

describe("a backup", () => {
  it("is CREATING in the answer that made it and knows the id of its table", async () => {
    const { TableId } = await createTable(dynamoDb.client);

    const { BackupDetails } = await dynamoDb.client.send(
      new CreateBackupCommand({ TableName: ordersTable, BackupName: "first" }),
    );

    expect(BackupDetails).toMatchObject({ BackupStatus: "CREATING", BackupType: "USER" });
    expect(BackupDetails).not.toHaveProperty("BackupExpiryDateTime");
    expect(await backups()).toMatchObject([
      { BackupStatus: "AVAILABLE", BackupName: "first", TableId, TableName: ordersTable },
    ]);
  });

  it("outlives its table and belongs to that life of the name", async () => {
    const first = await createTable(dynamoDb.client);
    await backUp("same-name");
    await dynamoDb.client.send(new DeleteTableCommand({ TableName: ordersTable }));
    const second = await createTable(dynamoDb.client);
    await backUp("same-name");

    const ids = (await backups()).map((backup) => backup.TableId);

    expect(ids).toEqual([first.TableId, second.TableId]);
  });

  it("records keys, capacity and indexes, and no tags, recovery or protection", async () => {
    await createTable(dynamoDb.client, anIndexedTable({ DeletionProtectionEnabled: true }));
    const BackupArn = await backUp();

    const { BackupDescription } = await dynamoDb.client.send(
      new DescribeBackupCommand({ BackupArn }),
    );

    expect(BackupDescription?.SourceTableDetails).toMatchObject({
      TableName: ordersTable,
      BillingMode: "PAY_PER_REQUEST",
      ItemCount: 0,
    });
    expect(Object.keys(BackupDescription?.SourceTableFeatureDetails ?? {})).toEqual([
      "GlobalSecondaryIndexes",
    ]);
  });

  it("is gone after it is deleted", async () => {
    await createTable(dynamoDb.client);
    const BackupArn = await backUp();

    const { BackupDescription } = await dynamoDb.client.send(
      new DeleteBackupCommand({ BackupArn }),
    );

    expect(BackupDescription?.BackupDetails?.BackupStatus).toBe("DELETED");
    await expect(
      dynamoDb.client.send(new DescribeBackupCommand({ BackupArn })),
    ).rejects.toMatchObject({ name: "BackupNotFoundException" });
    expect(await backups()).toEqual([]);
  });

  it("is listed page by page, by table and by time", async () => {
    await createTable(dynamoDb.client);
    for (const name of ["one", "two", "three"]) {
      await backUp(name);
      dynamoDb.pass(1000);
    }
    const [, second] = await backups();

    const first = await dynamoDb.client.send(
      new ListBackupsCommand({ TableName: ordersTable, Limit: 2 }),
    );
    const rest = await dynamoDb.client.send(
      new ListBackupsCommand({ ExclusiveStartBackupArn: first.LastEvaluatedBackupArn }),
    );
    const since = await dynamoDb.client.send(
      new ListBackupsCommand({ TimeRangeLowerBound: second?.BackupCreationDateTime }),
    );
    const elsewhere = await dynamoDb.client.send(new ListBackupsCommand({ TableName: "nowhere" }));

    expect(first.BackupSummaries?.map((one) => one.BackupName)).toEqual(["one", "two"]);
    expect(rest.BackupSummaries?.map((one) => one.BackupName)).toEqual(["three"]);
    expect(rest).not.toHaveProperty("LastEvaluatedBackupArn");
    expect(since.BackupSummaries?.map((one) => one.BackupName)).toEqual(["two", "three"]);
    expect(elsewhere.BackupSummaries).toEqual([]);
  });

  it("needs a table that is there", async () => {
    await expect(backUp()).rejects.toMatchObject({
      name: "TableNotFoundException",
      message: "Table not found: lab-orders",
    });
  });
});

describe("a restored table", () => {
  it("has data, keys and indexes again and loses the rest", async () => {
    await createTable(
      dynamoDb.client,
      anIndexedTable({
        DeletionProtectionEnabled: true,
        SSESpecification: { Enabled: true, SSEType: "KMS" },
        StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
        TableClass: "STANDARD_INFREQUENT_ACCESS",
        OnDemandThroughput: { MaxWriteRequestUnits: 500 },
        Tags: [{ Key: "owner", Value: "learner-01" }],
      }),
    );
    const TimeToLiveSpecification = { Enabled: true, AttributeName: "expiresAt" };
    await dynamoDb.client.send(
      new UpdateTimeToLiveCommand({ TableName: ordersTable, TimeToLiveSpecification }),
    );
    await recovery(true);
    await putCanary();
    const backupArn = await backUp();
    await dynamoDb.client.send(new DeleteItemCommand({ TableName: ordersTable, Key: key }));

    await restore(backupArn);

    const source = await described(ordersTable);
    const target = await described(restoredTable);
    expect(await canaryIn(restoredTable)).toEqual(canary);
    expect(await canaryIn(ordersTable)).toBeUndefined();
    expect(target).toMatchObject({
      KeySchema: source.KeySchema,
      SSEDescription: source.SSEDescription,
      OnDemandThroughput: { MaxWriteRequestUnits: 500 },
      DeletionProtectionEnabled: false,
    });
    expect(target.TableId).not.toBe(source.TableId);
    for (const lost of ["StreamSpecification", "LatestStreamArn", "TableClassSummary"])
      expect(target).not.toHaveProperty(lost);
    const { TimeToLiveDescription } = await dynamoDb.client.send(
      new DescribeTimeToLiveCommand({ TableName: restoredTable }),
    );
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: "DISABLED" });
    const { Tags } = await dynamoDb.client.send(
      new ListTagsOfResourceCommand({ ResourceArn: target.TableArn }),
    );
    expect(Tags).toEqual([]);
    const { Count } = await dynamoDb.client.send(
      new QueryCommand({
        TableName: restoredTable,
        IndexName: "by-status",
        KeyConditionExpression: "#status = :open",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":open": { S: "open" } },
      }),
    );
    expect(Count).toBe(1);
  });

  it("tells where it comes from only while it is CREATING", async () => {
    settleSlowly({ restore: 300_000 });
    await createTable(dynamoDb.client);
    const backupArn = await backUp();

    const { TableDescription } = await restore(backupArn);
    const during = await described(restoredTable);
    const tags = dynamoDb.client.send(
      new ListTagsOfResourceCommand({ ResourceArn: during.TableArn }),
    );
    await expect(tags).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    const continuous = dynamoDb.client.send(
      new DescribeContinuousBackupsCommand({ TableName: restoredTable }),
    );
    await expect(continuous).rejects.toMatchObject({ name: "TableNotFoundException" });
    await expect(restore(backupArn, { TargetTableName: "another" })).rejects.toMatchObject({
      name: "BackupInUseException",
    });
    dynamoDb.pass(300_000);
    const after = await described(restoredTable);

    const summary = {
      SourceBackupArn: backupArn,
      SourceTableArn: ordersArn,
      RestoreInProgress: true,
    };
    expect(TableDescription?.RestoreSummary).toMatchObject(summary);
    expect(during).toMatchObject({ TableStatus: "CREATING", RestoreSummary: summary });
    expect(after.TableStatus).toBe("ACTIVE");
    expect(after).not.toHaveProperty("RestoreSummary");
  });

  it("may drop the indexes or change the billing mode", async () => {
    await createTable(dynamoDb.client, anIndexedTable());
    const backupArn = await backUp();

    await restore(backupArn, {
      GlobalSecondaryIndexOverride: [],
      BillingModeOverride: "PROVISIONED",
      ProvisionedThroughputOverride: { ReadCapacityUnits: 2, WriteCapacityUnits: 1 },
    });

    const target = await described(restoredTable);
    expect(target).not.toHaveProperty("GlobalSecondaryIndexes");
    expect(target).not.toHaveProperty("BillingModeSummary");
    expect(target.ProvisionedThroughput).toMatchObject({ ReadCapacityUnits: 2 });
    expect(target.AttributeDefinitions).toHaveLength(2);
  });

  it("needs a free name and a backup", async () => {
    await createTable(dynamoDb.client);
    const backupArn = await backUp();

    await expect(restore(backupArn, { TargetTableName: ordersTable })).rejects.toMatchObject({
      name: "TableAlreadyExistsException",
    });
    await expect(restore(`${backupArn}0`)).rejects.toMatchObject({
      name: "BackupNotFoundException",
    });
    await expect(restore(`${ordersArn}/index/by-status`)).rejects.toThrow("Invalid Backup ARN");
  });
});

describe("point-in-time recovery", () => {
  it("is not what ContinuousBackupsStatus says", async () => {
    await createTable(dynamoDb.client);

    const { ContinuousBackupsDescription } = await dynamoDb.client.send(
      new DescribeContinuousBackupsCommand({ TableName: ordersTable }),
    );

    expect(ContinuousBackupsDescription).toEqual({
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" },
    });
  });

  it("begins when it is enabled, keeps 35 days unless told otherwise, and forgets when disabled", async () => {
    await createTable(dynamoDb.client);
    const windowOf = (answer: Awaited<ReturnType<typeof recovery>>) =>
      answer.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;

    const first = windowOf(await recovery(true, 7));
    dynamoDb.pass(600_000);
    const same = windowOf(await recovery(true));
    await recovery(false);
    const again = windowOf(await recovery(true));

    expect(first).toMatchObject({ PointInTimeRecoveryStatus: "ENABLED", RecoveryPeriodInDays: 7 });
    expect(first?.EarliestRestorableDateTime).toEqual(first?.LatestRestorableDateTime);
    expect(same).toMatchObject({
      RecoveryPeriodInDays: 7,
      EarliestRestorableDateTime: first?.EarliestRestorableDateTime,
    });
    expect(again?.RecoveryPeriodInDays).toBe(35);
    expect(again?.EarliestRestorableDateTime).not.toEqual(first?.EarliestRestorableDateTime);
    await expect(recovery(false, 7)).rejects.toThrow("Cannot specify RecoveryPeriodInDays");
  });

  it("brings back the state of a moment", async () => {
    await createTable(dynamoDb.client);
    await recovery(true);
    dynamoDb.pass(60_000);
    await putCanary();
    dynamoDb.pass(1000);
    const RestoreDateTime = new Date(Date.now() + 61_000);
    dynamoDb.pass(1000);
    await dynamoDb.client.send(new DeleteItemCommand({ TableName: ordersTable, Key: key }));
    dynamoDb.pass(400_000);

    const input = { SourceTableName: ordersTable, TargetTableName: restoredTable };
    await dynamoDb.client.send(new RestoreTableToPointInTimeCommand({ ...input, RestoreDateTime }));
    await dynamoDb.client.send(
      new RestoreTableToPointInTimeCommand({
        SourceTableArn: ordersArn,
        TargetTableName: "latest",
        UseLatestRestorableTime: true,
      }),
    );

    expect(await canaryIn(restoredTable)).toEqual(canary);
    expect(await canaryIn("latest")).toBeUndefined();
    const tooEarly = new RestoreTableToPointInTimeCommand({
      ...input,
      TargetTableName: "early",
      RestoreDateTime: new Date(0),
    });
    await expect(dynamoDb.client.send(tooEarly)).rejects.toMatchObject({
      name: "InvalidRestoreTimeException",
    });
  });

  it("must be on", async () => {
    await createTable(dynamoDb.client, anOrdersTable());

    const attempt = dynamoDb.client.send(
      new RestoreTableToPointInTimeCommand({
        SourceTableName: ordersTable,
        TargetTableName: restoredTable,
        UseLatestRestorableTime: true,
      }),
    );

    await expect(attempt).rejects.toMatchObject({
      name: "PointInTimeRecoveryUnavailableException",
    });
  });

  it("leaves a last backup that nobody can delete", async () => {
    await createTable(dynamoDb.client);
    await recovery(true);
    await putCanary();
    await dynamoDb.client.send(new DeleteTableCommand({ TableName: ordersTable }));

    const [system] = await backups("SYSTEM");

    expect(await backups()).toEqual([]);
    expect(await backups("ALL")).toHaveLength(1);
    expect(system).toMatchObject({ BackupName: `${ordersTable}$DeletedTableBackup` });
    expect(system?.BackupExpiryDateTime).toBeInstanceOf(Date);
    await expect(
      dynamoDb.client.send(new DeleteBackupCommand({ BackupArn: system?.BackupArn })),
    ).rejects.toThrow("not allowed to delete the system backup");
    await restore(system?.BackupArn ?? "");
    expect(await canaryIn(restoredTable)).toEqual(canary);
  });
});
