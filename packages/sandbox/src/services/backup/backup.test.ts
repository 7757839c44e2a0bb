import {
  BackupClient,
  CreateBackupPlanCommand,
  CreateBackupSelectionCommand,
  CreateBackupVaultCommand,
  DeleteBackupPlanCommand,
  DeleteBackupSelectionCommand,
  DeleteBackupVaultCommand,
  DeleteRecoveryPointCommand,
  DescribeBackupJobCommand,
  DescribeProtectedResourceCommand,
  DescribeRegionSettingsCommand,
  DescribeRestoreJobCommand,
  GetBackupPlanCommand,
  GetBackupSelectionCommand,
  ListBackupJobsCommand,
  ListBackupPlansCommand,
  ListBackupSelectionsCommand,
  ListBackupVaultsCommand,
  ListProtectedResourcesCommand,
  ListRecoveryPointsByResourceCommand,
  ListRestoreJobsByProtectedResourceCommand,
  StartBackupJobCommand,
  StartRestoreJobCommand,
  UpdateRegionSettingsCommand,
} from "@aws-sdk/client-backup";
import {
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  ListBackupsCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientConfig, learnerAccountId } from "../../testing.ts";
import {
  aDynamoDbSandbox,
  createTable,
  type DynamoDbSandbox,
  ordersArn,
  ordersTable,
} from "../dynamodb/testing.ts";

const vault = { BackupVaultName: "lab-vault" };
const roleArn = `arn:aws:iam::${learnerAccountId}:role/backups`;
const key = { customerId: { S: "canary" }, orderId: { S: "0001" } };

let dynamoDb: DynamoDbSandbox;
let backup: BackupClient;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
  backup = new BackupClient(clientConfig(dynamoDb.sandbox, "learner-14"));
  dynamoDb.sandbox.accounts.get(learnerAccountId).putRole({
    roleName: "backups",
    trustPolicy: {
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: { Service: "backup.amazonaws.com" },
        Action: "sts:AssumeRole",
      },
    },
  });
  await backup.send(new CreateBackupVaultCommand(vault));
  await createTable(dynamoDb.client);
});
afterEach(() => dynamoDb.sandbox.close());

function start() {
  return backup.send(
    new StartBackupJobCommand({ ...vault, ResourceArn: ordersArn, IamRoleArn: roleArn }),
  );
}

function restore(RecoveryPointArn: string | undefined, targetTableName: string) {
  return backup.send(
    new StartRestoreJobCommand({
      RecoveryPointArn,
      IamRoleArn: roleArn,
      Metadata: { targetTableName },
    }),
  );
}

async function points() {
  const answer = await backup.send(
    new ListRecoveryPointsByResourceCommand({ ResourceArn: ordersArn }),
  );
  return answer.RecoveryPoints ?? [];
}

async function listedByDynamoDb() {
  const answer = await dynamoDb.client.send(
    new ListBackupsCommand({ TableName: ordersTable, BackupType: "ALL" }),
  );
  return answer.BackupSummaries ?? [];
}

function manageDynamoDb(isManaged: boolean) {
  return backup.send(
    new UpdateRegionSettingsCommand({ ResourceTypeManagementPreference: { DynamoDB: isManaged } }),
  );
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

function pass(milliseconds: number): void {
  dynamoDb.pass(milliseconds);
  backup.config.systemClockOffset += milliseconds;
}

describe("a backup job", () => {
  it("makes a recovery point that DynamoDB doesn't list, where AWS Backup manages it", async () => {
    const { BackupJobId, RecoveryPointArn } = await start();

    expect(RecoveryPointArn).toMatch(/^arn:aws:backup:us-east-1:100000000014:recovery-point:/);
    expect(await points()).toMatchObject([
      { RecoveryPointArn, Status: "COMPLETED", BackupVaultName: "lab-vault" },
    ]);
    expect(await listedByDynamoDb()).toEqual([]);
    expect(await backup.send(new DescribeBackupJobCommand({ BackupJobId }))).toMatchObject({
      State: "COMPLETED",
      ResourceArn: ordersArn,
      ResourceType: "DynamoDB",
    });
  });

  it("makes a backup of DynamoDB's own of type AWS_BACKUP, where it doesn't", async () => {
    await manageDynamoDb(false);
    const { RecoveryPointArn } = await start();

    expect(RecoveryPointArn).toMatch(/^arn:aws:dynamodb:.*:table\/lab-orders\/backup\//);
    expect(await points()).toMatchObject([{ RecoveryPointArn }]);
    expect(await listedByDynamoDb()).toMatchObject([
      { BackupArn: RecoveryPointArn, BackupType: "AWS_BACKUP", BackupStatus: "AVAILABLE" },
    ]);
  });

  it("runs for a while, and nothing is protected until it is done", async () => {
    dynamoDb.sandbox.accounts
      .get(learnerAccountId)
      .changeSwitches({ settling: { backup: 60_000 } });
    await start();
    const protectedTable = () =>
      backup
        .send(new DescribeProtectedResourceCommand({ ResourceArn: ordersArn }))
        .then(({ ResourceType }) => ResourceType, nameOf);
    const states = async () => [
      (await points())[0]?.Status,
      (await backup.send(new ListBackupJobsCommand({ ByResourceArn: ordersArn }))).BackupJobs?.[0]
        ?.State,
      await protectedTable(),
      (await backup.send(new ListProtectedResourcesCommand())).Results?.length,
    ];

    const before = await states();
    pass(61_000);

    expect(before).toEqual(["CREATING", "RUNNING", "ResourceNotFoundException", 0]);
    expect(await states()).toEqual(["COMPLETED", "COMPLETED", "DynamoDB", 1]);
  });

  it("is refused without a vault, a role or the service's opt-in", async () => {
    const job = { ...vault, ResourceArn: ordersArn, IamRoleArn: roleArn };
    const refused = (changes: Partial<typeof job>) =>
      backup.send(new StartBackupJobCommand({ ...job, ...changes })).catch(nameOf);

    expect(await refused({ BackupVaultName: "other" })).toBe("ResourceNotFoundException");
    expect(await refused({ IamRoleArn: `${roleArn}-2` })).toBe("InvalidParameterValueException");
    expect(await refused({ ResourceArn: `${ordersArn}-2` })).toBe("ResourceNotFoundException");
    await backup.send(
      new UpdateRegionSettingsCommand({ ResourceTypeOptInPreference: { DynamoDB: false } }),
    );
    expect(await refused({})).toBe("InvalidRequestException");
    expect(await backup.send(new DescribeRegionSettingsCommand())).toMatchObject({
      ResourceTypeOptInPreference: { DynamoDB: false },
      ResourceTypeManagementPreference: { DynamoDB: true },
    });
  });

  it("leaves a recovery point that can be deleted, and then its vault", async () => {
    await manageDynamoDb(false);
    const { RecoveryPointArn } = await start();
    const deleteVault = () => backup.send(new DeleteBackupVaultCommand(vault)).catch(nameOf);

    expect(await deleteVault()).toBe("InvalidRequestException");
    await backup.send(new DeleteRecoveryPointCommand({ ...vault, RecoveryPointArn }));
    expect([await points(), await listedByDynamoDb()]).toEqual([[], []]);
    await deleteVault();
    const { BackupVaultList } = await backup.send(new ListBackupVaultsCommand());
    expect(BackupVaultList).toEqual([]);
  });
});

describe("a restore job", () => {
  it.each([true, false])("brings the items back (managed by AWS Backup: %s)", async (isManaged) => {
    await manageDynamoDb(isManaged);
    await dynamoDb.client.send(new PutItemCommand({ TableName: ordersTable, Item: key }));
    const { RecoveryPointArn } = await start();
    await dynamoDb.client.send(new DeleteItemCommand({ TableName: ordersTable, Key: key }));

    const { RestoreJobId } = await restore(RecoveryPointArn, "lab-orders-restored");

    const { Item } = await dynamoDb.client.send(
      new GetItemCommand({ TableName: "lab-orders-restored", Key: key }),
    );
    const { RestoreJobs } = await backup.send(
      new ListRestoreJobsByProtectedResourceCommand({ ResourceArn: ordersArn }),
    );
    expect(Item).toEqual(key);
    expect(RestoreJobs).toMatchObject([
      { RestoreJobId, Status: "COMPLETED", CreatedResourceArn: `${ordersArn}-restored` },
    ]);
  });

  it("tells the table that it made only when it is done", async () => {
    dynamoDb.sandbox.accounts
      .get(learnerAccountId)
      .changeSwitches({ settling: { restore: 60_000 } });
    const { RecoveryPointArn } = await start();
    const { RestoreJobId } = await restore(RecoveryPointArn, "lab-orders-restored");
    const described = () => backup.send(new DescribeRestoreJobCommand({ RestoreJobId }));

    const before = await described();
    pass(61_000);

    expect(before).toMatchObject({ Status: "RUNNING" });
    expect(before).not.toHaveProperty("CreatedResourceArn");
    expect(await described()).toMatchObject({ CreatedResourceArn: `${ordersArn}-restored` });
    const { Table } = await dynamoDb.client.send(
      new DescribeTableCommand({ TableName: "lab-orders-restored" }),
    );
    expect(Table?.TableStatus).toBe("ACTIVE");
  });

  it("is refused for a name that is taken, and for a recovery point that is gone", async () => {
    const { RecoveryPointArn } = await start();

    expect(await restore(RecoveryPointArn, ordersTable).catch(nameOf)).toBe(
      "TableAlreadyExistsException",
    );
    expect(await restore(`${RecoveryPointArn}0`, "other").catch(nameOf)).toBe(
      "ResourceNotFoundException",
    );
  });
});

describe("a plan", () => {
  const BackupPlan = {
    BackupPlanName: "nightly",
    Rules: [{ RuleName: "every-night", TargetBackupVaultName: "lab-vault" }],
  };

  it("keeps its rules and selections, and backs nothing up by being there", async () => {
    const { BackupPlanId } = await backup.send(new CreateBackupPlanCommand({ BackupPlan }));
    const { SelectionId } = await backup.send(
      new CreateBackupSelectionCommand({
        BackupPlanId,
        BackupSelection: {
          SelectionName: "orders",
          IamRoleArn: roleArn,
          Resources: [ordersArn],
        },
      }),
    );

    const plan = await backup.send(new GetBackupPlanCommand({ BackupPlanId }));
    const { BackupPlansList } = await backup.send(new ListBackupPlansCommand());
    const { BackupSelectionsList } = await backup.send(
      new ListBackupSelectionsCommand({ BackupPlanId }),
    );
    const selection = await backup.send(
      new GetBackupSelectionCommand({ BackupPlanId, SelectionId }),
    );

    expect(plan.BackupPlan?.Rules).toMatchObject([
      { RuleName: "every-night", ScheduleExpression: "cron(0 5 ? * * *)" },
    ]);
    expect(BackupPlansList).toMatchObject([{ BackupPlanName: "nightly", BackupPlanId }]);
    expect(BackupSelectionsList).toMatchObject([{ SelectionName: "orders", SelectionId }]);
    expect(selection.BackupSelection?.Resources).toEqual([ordersArn]);
    expect(await points()).toEqual([]);
  });

  it("is deleted after its selections", async () => {
    const { BackupPlanId } = await backup.send(new CreateBackupPlanCommand({ BackupPlan }));
    const { SelectionId } = await backup.send(
      new CreateBackupSelectionCommand({
        BackupPlanId,
        BackupSelection: { SelectionName: "orders", IamRoleArn: roleArn },
      }),
    );
    const deletePlan = () =>
      backup.send(new DeleteBackupPlanCommand({ BackupPlanId })).catch(nameOf);

    expect(await deletePlan()).toBe("InvalidRequestException");
    await backup.send(new DeleteBackupSelectionCommand({ BackupPlanId, SelectionId }));
    await deletePlan();

    expect((await backup.send(new ListBackupPlansCommand())).BackupPlansList).toEqual([]);
  });
});
