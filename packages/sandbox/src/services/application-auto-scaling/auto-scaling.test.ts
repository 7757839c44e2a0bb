import {
  ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
  PutScalingPolicyCommand,
  type PutScalingPolicyCommandInput,
  RegisterScalableTargetCommand,
  type RegisterScalableTargetCommandInput,
} from "@aws-sdk/client-application-auto-scaling";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import {
  DeleteTableCommand,
  DescribeTableCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientConfig } from "../../testing.ts";
import {
  aDynamoDbSandbox,
  anIndexedTable,
  byStatus,
  createTable,
  type DynamoDbSandbox,
  ordersTable,
} from "../dynamodb/testing.ts";

const itself = {
  ServiceNamespace: "dynamodb",
  ResourceId: `table/${ordersTable}`,
  ScalableDimension: "dynamodb:table:WriteCapacityUnits",
} as const;
const index = {
  ServiceNamespace: "dynamodb",
  ResourceId: `table/${ordersTable}/index/by-status`,
  ScalableDimension: "dynamodb:index:WriteCapacityUnits",
} as const;
const five = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };

let dynamoDb: DynamoDbSandbox;
let scaling: ApplicationAutoScalingClient;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
  scaling = new ApplicationAutoScalingClient(clientConfig(dynamoDb.sandbox, "learner-14"));
  await createTable(
    dynamoDb.client,
    anIndexedTable({
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: five,
      GlobalSecondaryIndexes: [{ ...byStatus, ProvisionedThroughput: five }],
    }),
  );
});
afterEach(() => dynamoDb.sandbox.close());

function register(changes: Partial<RegisterScalableTargetCommandInput> = {}) {
  const input = { ...itself, MinCapacity: 5, MaxCapacity: 200, ...changes };
  return scaling.send(new RegisterScalableTargetCommand(input));
}

function putPolicy(changes: Partial<PutScalingPolicyCommandInput> = {}) {
  return scaling.send(
    new PutScalingPolicyCommand({
      ...itself,
      PolicyName: "writes",
      PolicyType: "TargetTrackingScaling",
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 70,
        PredefinedMetricSpecification: { PredefinedMetricType: "DynamoDBWriteCapacityUtilization" },
      },
      ...changes,
    }),
  );
}

async function targets(ResourceIds?: string[]) {
  const answer = await scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: "dynamodb", ResourceIds }),
  );
  return answer.ScalableTargets;
}

async function policies() {
  const answer = await scaling.send(
    new DescribeScalingPoliciesCommand({ ServiceNamespace: "dynamodb" }),
  );
  return answer.ScalingPolicies;
}

async function described() {
  const { Table } = await dynamoDb.client.send(
    new DescribeTableCommand({ TableName: ordersTable }),
  );
  return Table;
}

describe("a scaling target", () => {
  it("is described with its bounds, its role and that nothing is suspended", async () => {
    expect(await targets()).toEqual([]);

    await register();

    expect(await targets()).toMatchObject([
      {
        ...itself,
        MinCapacity: 5,
        MaxCapacity: 200,
        RoleARN: expect.stringContaining("AWSServiceRoleForApplicationAutoScaling_DynamoDBTable"),
        SuspendedState: {
          DynamicScalingInSuspended: false,
          DynamicScalingOutSuspended: false,
          ScheduledScalingSuspended: false,
        },
      },
    ]);
  });

  it("keeps what a second registration does not name", async () => {
    const { ScalableTargetARN } = await register();
    const SuspendedState = { DynamicScalingOutSuspended: true };
    const again = await scaling.send(
      new RegisterScalableTargetCommand({ ...itself, SuspendedState }),
    );

    expect(again.ScalableTargetARN).toBe(ScalableTargetARN);
    expect(await targets()).toMatchObject([
      {
        MinCapacity: 5,
        MaxCapacity: 200,
        SuspendedState: { ...SuspendedState, DynamicScalingInSuspended: false },
      },
    ]);
  });

  it.each([
    [
      "of a table that is not there",
      { ResourceId: "table/none" },
      "DynamoDB table does not exist: table/none",
    ],
    [
      "of an index that is not there",
      { ...index, ResourceId: `table/${ordersTable}/index/none` },
      `DynamoDB index does not exist: table/${ordersTable}/index/none`,
    ],
    [
      "of a table in an index's dimension",
      { ScalableDimension: index.ScalableDimension },
      "Unsupported service namespace, resource type or scalable dimension",
    ],
    [
      "of a name without its type",
      { ResourceId: ordersTable },
      "Unsupported service namespace, resource type or scalable dimension",
    ],
    [
      "whose bounds are the wrong way round",
      { MinCapacity: 9, MaxCapacity: 8 },
      "Maximum capacity cannot be less than minimum capacity",
    ],
    [
      "without bounds",
      { MinCapacity: undefined },
      "Both minimum capacity and maximum capacity must be specified for a new scalable target",
    ],
  ])("is refused %s", async (_what, changes, message) => {
    await expect(register(changes)).rejects.toMatchObject({ name: "ValidationException", message });
  });

  it("brings the units into its bounds, and shows that as an activity", async () => {
    await register({ MinCapacity: 20 });
    await register({ ...index, MinCapacity: 1, MaxCapacity: 2 });

    const table = await described();

    expect(table?.ProvisionedThroughput).toMatchObject({
      ReadCapacityUnits: 5,
      WriteCapacityUnits: 20,
    });
    expect(table?.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput).toMatchObject({
      WriteCapacityUnits: 2,
    });
    const { ScalingActivities } = await scaling.send(
      new DescribeScalingActivitiesCommand({ ServiceNamespace: "dynamodb" }),
    );
    expect(ScalingActivities).toMatchObject([
      { ...index, Cause: "maximum capacity was set to 2" },
      {
        ...itself,
        Description: "Setting write capacity units to 20.",
        Cause: "minimum capacity was set to 20",
        StatusCode: "Successful",
      },
    ]);
  });

  it("survives a switch to on demand and the end of its table", async () => {
    await register();
    await dynamoDb.client.send(
      new UpdateTableCommand({ TableName: ordersTable, BillingMode: "PAY_PER_REQUEST" }),
    );
    expect(await targets()).toHaveLength(1);
    await dynamoDb.client.send(new DeleteTableCommand({ TableName: ordersTable }));

    expect(await targets()).toMatchObject([itself]);
  });

  it("takes its policies and their alarms with it when it is deregistered", async () => {
    await register();
    await putPolicy();
    await scaling.send(new DeregisterScalableTargetCommand(itself));

    expect(await targets()).toEqual([]);
    expect(await policies()).toEqual([]);
    expect(await alarms()).toEqual([]);
    await expect(scaling.send(new DeregisterScalableTargetCommand(itself))).rejects.toMatchObject({
      name: "ObjectNotFoundException",
    });
  });

  it("is found by its resource, fifty to a page", async () => {
    await register();
    await register(index);

    expect(await targets([index.ResourceId])).toMatchObject([index]);
    const first = await scaling.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace: "dynamodb", MaxResults: 1 }),
    );
    const second = await scaling.send(
      new DescribeScalableTargetsCommand({
        ServiceNamespace: "dynamodb",
        MaxResults: 1,
        NextToken: first.NextToken,
      }),
    );
    expect(first.ScalableTargets).toMatchObject([itself]);
    expect(second.ScalableTargets).toMatchObject([index]);
    expect(second.NextToken).toBeUndefined();
    await expect(
      scaling.send(
        new DescribeScalableTargetsCommand({ ServiceNamespace: "dynamodb", MaxResults: 51 }),
      ),
    ).rejects.toMatchObject({ name: "ValidationException" });
  });
});

describe("a scaling policy", () => {
  it("needs a target", async () => {
    await expect(putPolicy()).rejects.toMatchObject({
      name: "ObjectNotFoundException",
      message: `No scalable target registered for service namespace: dynamodb, resource ID: table/${ordersTable}, scalable dimension: dynamodb:table:WriteCapacityUnits`,
    });
  });

  it("makes four alarms that say whose they are", async () => {
    await register(index);
    const { Alarms } = await putPolicy(index);

    const found = await alarms();

    expect(Alarms?.map(({ AlarmName }) => AlarmName)).toEqual(
      expect.arrayContaining(found.map(({ AlarmName }) => AlarmName)),
    );
    expect(found).toHaveLength(4);
    expect(found[0]).toMatchObject({
      AlarmName: expect.stringMatching(
        new RegExp(`^TargetTracking-table/${ordersTable}/index/by-status-AlarmHigh-`),
      ),
      MetricName: "ConsumedWriteCapacityUnits",
      Threshold: 210,
      Dimensions: [
        { Name: "TableName", Value: ordersTable },
        { Name: "GlobalSecondaryIndexName", Value: "by-status" },
      ],
    });
  });

  it("is replaced under its name, and keeps its ARN and alarms", async () => {
    await register();
    const first = await putPolicy();
    const second = await putPolicy({
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 50,
        PredefinedMetricSpecification: { PredefinedMetricType: "DynamoDBWriteCapacityUtilization" },
      },
    });

    expect(second).toMatchObject({ PolicyARN: first.PolicyARN, Alarms: first.Alarms });
    expect(await policies()).toMatchObject([
      { TargetTrackingScalingPolicyConfiguration: { TargetValue: 50 } },
    ]);
    expect(await alarms()).toHaveLength(4);
  });

  it("is gone with its alarms once it is deleted, and can't be deleted twice", async () => {
    await register();
    await putPolicy();
    const remove = () =>
      scaling.send(new DeleteScalingPolicyCommand({ ...itself, PolicyName: "writes" }));
    await remove();

    expect(await policies()).toEqual([]);
    expect(await alarms()).toEqual([]);
    expect(await targets()).toHaveLength(1);
    await expect(remove()).rejects.toMatchObject({ name: "ObjectNotFoundException" });
  });

  it("comes ten to a page", async () => {
    await register();
    for (let number = 1; number <= 11; number += 1) await putPolicy({ PolicyName: `p${number}` });
    const first = await scaling.send(
      new DescribeScalingPoliciesCommand({ ServiceNamespace: "dynamodb" }),
    );
    const { NextToken } = first;
    const second = await scaling.send(
      new DescribeScalingPoliciesCommand({ ServiceNamespace: "dynamodb", NextToken }),
    );

    expect(first.ScalingPolicies).toHaveLength(10);
    expect(second.ScalingPolicies).toMatchObject([{ PolicyName: "p11" }]);
    expect(second.NextToken).toBeUndefined();
    await expect(
      scaling.send(
        new DescribeScalingPoliciesCommand({ ServiceNamespace: "dynamodb", NextToken: "x" }),
      ),
    ).rejects.toMatchObject({ name: "InvalidNextTokenException" });
  });

  it.each([
    ["in steps", { PolicyType: "StepScaling" }],
    [
      "on the units of the other dimension",
      {
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 70,
          PredefinedMetricSpecification: {
            PredefinedMetricType: "DynamoDBReadCapacityUtilization",
          },
        },
      },
    ],
    ["without a configuration", { TargetTrackingScalingPolicyConfiguration: undefined }],
    ["on no metric", { TargetTrackingScalingPolicyConfiguration: { TargetValue: 70 } }],
  ] as const)("is refused %s", async (_what, changes) => {
    await register();

    await expect(putPolicy(changes)).rejects.toMatchObject({ name: "ValidationException" });
  });
});

describe("scaling of another service", () => {
  it("is not in the sandbox, and says so", async () => {
    await expect(
      scaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: "ecs" })),
    ).rejects.toMatchObject({ name: "NotInLocalSandbox" });
  });
});

async function alarms() {
  const cloudWatch = new CloudWatchClient(clientConfig(dynamoDb.sandbox, "learner-14"));
  const { MetricAlarms = [] } = await cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNamePrefix: "TargetTracking-" }),
  );
  return MetricAlarms;
}
