import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from "@aws-sdk/client-application-auto-scaling";
import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ListTagsOfResourceCommand,
  UpdateContinuousBackupsCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { CreateKeyCommand, DisableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientConfig, learnerAccountId } from "../../testing.ts";
import {
  aDynamoDbSandbox,
  anOrdersTable,
  createTable,
  type DynamoDbSandbox,
  ordersTable,
} from "./testing.ts";
import {
  aGlobalTable,
  described,
  put,
  replicate,
  statuses,
  totalIn,
  update,
  withdraw,
} from "./testing-replicas.ts";

const dayMs = 86_400_000;

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

function keyIn(region: string): Promise<string> {
  const kms = new KMSClient({ ...clientConfig(dynamoDb.sandbox, "learner-14"), region });
  return kms.send(new CreateKeyCommand({})).then(({ KeyMetadata }) => KeyMetadata?.Arn ?? "");
}

describe("settings of a global table", () => {
  it("are the group's or each region's own", async () => {
    await createTable(
      east,
      anOrdersTable({
        DeletionProtectionEnabled: true,
        Tags: [{ Key: "owner", Value: "learner-14" }],
      }),
    );
    await east.send(
      new UpdateContinuousBackupsCommand({
        TableName: ordersTable,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );
    await replicate(east);
    await west.send(
      new UpdateTimeToLiveCommand({
        TableName: ordersTable,
        TimeToLiveSpecification: { Enabled: true, AttributeName: "expiresAt" },
      }),
    );

    const ResourceArn = (await described(west))?.TableArn;
    const { Tags } = await west.send(new ListTagsOfResourceCommand({ ResourceArn }));
    const recovery = await west.send(
      new DescribeContinuousBackupsCommand({ TableName: ordersTable }),
    );
    const ttl = await east.send(new DescribeTimeToLiveCommand({ TableName: ordersTable }));

    expect(ttl.TimeToLiveDescription).toMatchObject({ AttributeName: "expiresAt" });
    expect(Tags).toEqual([]);
    expect((await described(west))?.DeletionProtectionEnabled).toBe(false);
    expect(recovery.ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toMatchObject({
      PointInTimeRecoveryStatus: "DISABLED",
    });
  });

  it("have keys of the same kind, each of its region", async () => {
    await aGlobalTable(east, { SSESpecification: { Enabled: true, SSEType: "KMS" } });

    const own = (await described(east))?.SSEDescription?.KMSMasterKeyArn;
    const other = (await described(west))?.SSEDescription?.KMSMasterKeyArn;

    expect(own).toContain(":us-east-1:");
    expect(other).toContain(":us-west-2:");
    expect((await described(east))?.Replicas).toMatchObject([{ KMSMasterKeyId: other }]);
    expect((await described(west))?.Replicas).toMatchObject([{ KMSMasterKeyId: own }]);
  });

  it("have a key of the replica's region for a table with a key of the customer's", async () => {
    const [ownKey, otherKey] = [await keyIn("us-east-1"), await keyIn("us-west-2")];
    const SSESpecification = { Enabled: true, SSEType: "KMS", KMSMasterKeyId: ownKey } as const;
    await createTable(east, anOrdersTable({ SSESpecification }));

    await expect(replicate(east)).rejects.toThrow("KMSMasterKeyId must be specified");
    await expect(
      replicate(east, "us-west-2", { KMSMasterKeyId: "alias/aws/dynamodb" }),
    ).rejects.toThrow("All replica keys must either be Customer Managed CMK or AWS Managed CMK.");
    await expect(replicate(east, "us-west-2", { KMSMasterKeyId: ownKey })).rejects.toThrow(
      "KMS validation error for region us-west-2",
    );
    await replicate(east, "us-west-2", { KMSMasterKeyId: otherKey.split("/")[1] });

    expect((await described(east))?.Replicas).toMatchObject([{ KMSMasterKeyId: otherKey }]);
  });

  it("take no key that is switched off, and none on a table whose key AWS owns", async () => {
    const ownKey = await keyIn("us-east-1");
    const otherKey = await keyIn("us-west-2");
    const kms = new KMSClient({
      ...clientConfig(dynamoDb.sandbox, "learner-14"),
      region: "us-west-2",
    });
    await createTable(east);

    await expect(replicate(east, "us-west-2", { KMSMasterKeyId: otherKey })).rejects.toThrow(
      "KMSMasterKeyId must be specified for each replica.",
    );
    await update(east, {
      SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: ownKey },
    });
    await kms.send(new DisableKeyCommand({ KeyId: otherKey }));
    await expect(replicate(east, "us-west-2", { KMSMasterKeyId: otherKey })).rejects.toThrow(
      "replica server-side encryption status is in UPDATING state",
    );
  });
});

describe("ReplicaUpdates", () => {
  it.each<[string, Partial<UpdateTableCommandInput>, string]>([
    [
      "with another change",
      {
        ReplicaUpdates: [{ Create: { RegionName: "us-west-2" } }],
        DeletionProtectionEnabled: true,
      },
      "Replica modification must be the only operation in the request",
    ],
    [
      "of two regions",
      {
        ReplicaUpdates: [
          { Create: { RegionName: "us-west-2" } },
          { Create: { RegionName: "eu-west-1" } },
        ],
      },
      "more than one create or delete replica actions not allowed",
    ],
    [
      "of the table's own region",
      { ReplicaUpdates: [{ Create: { RegionName: "us-east-1" } }] },
      "Cannot add or delete the local region through ReplicaUpdates.",
    ],
    [
      "of a region that does not exist",
      { ReplicaUpdates: [{ Create: { RegionName: "us-fake-1" } }] },
      "Region us-fake-1 is not supported.",
    ],
    [
      "that delete what is no replica",
      { ReplicaUpdates: [{ Delete: { RegionName: "eu-west-1" } }] },
      "one or more replicas were not part of the global table",
    ],
    [
      "without an action",
      { ReplicaUpdates: [{}] },
      "There are no actions specified in the Replica Update Action",
    ],
    [
      "of a strongly consistent group",
      {
        ReplicaUpdates: [{ Create: { RegionName: "us-west-2" } }],
        MultiRegionConsistency: "STRONG",
      },
      "MultiRegionConsistency STRONG is not in the local sandbox",
    ],
    [
      "that are a consistency and nothing else",
      { MultiRegionConsistency: "EVENTUAL" },
      "At least one of ProvisionedThroughput",
    ],
  ])("%s are refused", async (_, changes, words) => {
    await createTable(east);

    await expect(update(east, changes)).rejects.toThrow(words);
  });

  it("want auto scaling of writes on provisioned capacity, and give it to the replica", async () => {
    const ProvisionedThroughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
    const writes = {
      ServiceNamespace: "dynamodb",
      ResourceId: `table/${ordersTable}`,
      ScalableDimension: "dynamodb:table:WriteCapacityUnits",
    } as const;
    const config = clientConfig(dynamoDb.sandbox, "learner-14");
    const scaling = new ApplicationAutoScalingClient(config);
    const scalingThere = new ApplicationAutoScalingClient({ ...config, region: "us-west-2" });
    await createTable(east, anOrdersTable({ BillingMode: "PROVISIONED", ProvisionedThroughput }));

    await scaling.send(
      new RegisterScalableTargetCommand({ ...writes, MinCapacity: 5, MaxCapacity: 50 }),
    );
    await expect(replicate(east)).rejects.toThrow(
      "Table write capacity should either be Pay-Per-Request or AutoScaled.",
    );
    await scaling.send(
      new PutScalingPolicyCommand({
        ...writes,
        PolicyName: "writes",
        PolicyType: "TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 70,
          PredefinedMetricSpecification: {
            PredefinedMetricType: "DynamoDBWriteCapacityUtilization",
          },
        },
      }),
    );
    await replicate(east);

    const { ScalableTargets } = await scalingThere.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace: "dynamodb" }),
    );
    expect(ScalableTargets).toMatchObject([{ ...writes, MinCapacity: 5, MaxCapacity: 50 }]);
  });

  it("never take over a table that is there already, nor enter a disabled region", async () => {
    await createTable(east);
    await createTable(west);

    await expect(replicate(east)).rejects.toThrow("already existed as tables");
    account().changeSwitches({ disabledRegions: ["eu-west-1"] });
    await expect(replicate(east, "eu-west-1")).rejects.toThrow("the region is disabled");
  });

  it("give a replica another table class", async () => {
    await aGlobalTable(east);
    const RegionName = "us-west-2";

    await update(east, {
      ReplicaUpdates: [
        { Update: { RegionName, TableClassOverride: "STANDARD_INFREQUENT_ACCESS" } },
      ],
    });

    expect((await described(east))?.TableClassSummary).toBeUndefined();
    expect((await described(west))?.TableClassSummary?.TableClass).toBe(
      "STANDARD_INFREQUENT_ACCESS",
    );
  });
});

describe("deleting a replica", () => {
  it("begins with the regions that were added last, for 24 hours", async () => {
    await aGlobalTable(east);

    await expect(east.send(new DeleteTableCommand({ TableName: ordersTable }))).rejects.toThrow(
      "has acted as a source region for new replica(s)",
    );
    await expect(withdraw(west, "us-east-1")).rejects.toThrow("has acted as a source region");
    await west.send(new DeleteTableCommand({ TableName: ordersTable }));

    expect((await statuses(east)).replicas).toEqual({});
    await east.send(new DeleteTableCommand({ TableName: ordersTable }));
  });

  it("can begin anywhere a day later", async () => {
    await aGlobalTable(east);

    dynamoDb.pass(dayMs + 1);
    await east.send(new DeleteTableCommand({ TableName: ordersTable }));

    expect((await statuses(west)).table).toBe("ACTIVE");
    expect(Object.keys((await described(west)) ?? {})).not.toContain("Replicas");
  });

  it("is refused while it is protected in its own region", async () => {
    await aGlobalTable(east);
    await update(west, { DeletionProtectionEnabled: true });

    await expect(withdraw(east)).rejects.toThrow(
      `Cannot delete table ${ordersTable} in region us-west-2 because it has deletion protection enabled.`,
    );
    await expect(west.send(new DeleteTableCommand({ TableName: ordersTable }))).rejects.toThrow(
      "in region us-west-2 because it has deletion protection enabled.",
    );
    expect((await described(east))?.DeletionProtectionEnabled).toBe(false);
  });

  it("leaves an ordinary table, whose items stay here", async () => {
    await aGlobalTable(east);
    await put(west, "3");

    await withdraw(east);
    await put(east, "4");

    expect(await totalIn(east)).toBe("4");
    await replicate(east);
    expect(await totalIn(west)).toBe("4");
  });
});
