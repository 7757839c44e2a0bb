import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import type { FactDefinition } from "./fact.ts";
import { scalingActivities } from "./scaling-activities.ts";
import { scalingPolicies } from "./scaling-policies.ts";
import { scalingTargets } from "./scaling-targets.ts";
import { throughput } from "./throughput.ts";

const params = { region: "us-east-1", table: "lab-orders" };

function parentsOf(changes: object = {}) {
  const index = { name: "by-status", kind: "global" };
  const local = { name: "by-day", kind: "local" };
  const table = { billingMode: "PROVISIONED", indexes: [index, local], ...changes };
  return { table: { exists: true, table } };
}

function normalised<Value>(
  { fact }: FactDefinition<typeof params, Value>,
  ...outputs: readonly JsonObject[]
): unknown {
  const operation = Object.keys(fact.operations)[0] ?? "";
  const asked = { operation, input: {}, region: "us-east-1", observedAt: "2026-03-01T12:00:00Z" };
  return fact.normalise(
    outputs.map((output) => ({ ...asked, output })),
    params,
  );
}

function aTarget(changes: JsonObject = {}): JsonObject {
  return {
    ResourceId: "table/lab-orders",
    ScalableDimension: "dynamodb:table:WriteCapacityUnits",
    MinCapacity: 5,
    MaxCapacity: 50,
    ...changes,
  };
}

describe("scaling.targets", () => {
  it("names the table and its global indexes in one call", () => {
    expect(scalingTargets.fact.ask(params, parentsOf())).toEqual([
      {
        service: "application-auto-scaling",
        operation: "DescribeScalableTargets",
        region: "us-east-1",
        input: {
          ServiceNamespace: "dynamodb",
          ResourceIds: ["table/lab-orders", "table/lab-orders/index/by-status"],
        },
      },
    ]);
  });

  it("asks for all of the region when the table is gone, and keeps the table's own", () => {
    const [call] = scalingTargets.fact.ask(params, { table: { exists: false } });
    const all = [
      aTarget(),
      aTarget({ ResourceId: "table/lab-orders-2" }),
      aTarget({
        ResourceId: "table/lab-orders/index/gone",
        ScalableDimension: "dynamodb:index:ReadCapacityUnits",
      }),
    ];

    expect(call?.input).toEqual({ ServiceNamespace: "dynamodb" });
    expect(normalised(scalingTargets, { ScalableTargets: all })).toMatchObject({
      targets: [
        { resource: "table/lab-orders", index: undefined, dimension: "write", min: 5, max: 50 },
        { resource: "table/lab-orders/index/gone", index: "gone", dimension: "read" },
      ],
    });
  });

  it("reads every page, an empty one with a token too", () => {
    expect(
      normalised(
        scalingTargets,
        { ScalableTargets: [], NextToken: "x" },
        { ScalableTargets: [aTarget({ SuspendedState: { DynamicScalingOutSuspended: true } })] },
      ),
    ).toMatchObject({ targets: [{ isSuspended: true, isScaleInSuspended: false }] });
  });

  it("throws where an answer has no list, rather than to say that nothing is registered", () => {
    expect(() => normalised(scalingTargets, {})).toThrow(/ScalableTargets/);
  });

  it("leaves behind what a learner can deregister", () => {
    const value = normalised(scalingTargets, { ScalableTargets: [aTarget()] });

    expect(scalingTargets.fact.leavesBehind(value, params)).toEqual([
      {
        what: "scaling target",
        name: "table/lab-orders write",
        region: "us-east-1",
        command:
          "aws application-autoscaling deregister-scalable-target --service-namespace dynamodb --resource-id table/lab-orders --scalable-dimension dynamodb:table:WriteCapacityUnits --region us-east-1",
        cost: "costs",
      },
    ]);
  });
});

describe("scaling.policies", () => {
  it("asks for each resource by itself", () => {
    expect(
      scalingPolicies.fact.ask(params, parentsOf()).map(({ input }) => input.ResourceId),
    ).toEqual(["table/lab-orders", "table/lab-orders/index/by-status"]);
  });

  it.each([
    ["a table that is not there", { table: { exists: false } }],
    ["a table on demand", parentsOf({ billingMode: "PAY_PER_REQUEST" })],
  ])("asks nothing of %s", (_what, parents) => {
    expect(scalingPolicies.fact.ask(params, parents)).toEqual([]);
  });

  it("tells the metric and the target, and leaves out another table's policies", () => {
    const policy = {
      PolicyName: "writes",
      PolicyType: "TargetTrackingScaling",
      ResourceId: "table/lab-orders",
      ScalableDimension: "dynamodb:table:WriteCapacityUnits",
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 70,
        PredefinedMetricSpecification: { PredefinedMetricType: "DynamoDBWriteCapacityUtilization" },
      },
    };
    const other = { ...policy, ResourceId: "table/lab" };

    expect(normalised(scalingPolicies, { ScalingPolicies: [other, policy] })).toEqual({
      policies: [
        expect.objectContaining({
          name: "writes",
          metric: "DynamoDBWriteCapacityUtilization",
          targetValue: 70,
          isScaleInDisabled: false,
          alarms: [],
        }),
      ],
    });
  });
});

describe("scaling.activities", () => {
  it("tells what was scaled of the table and of its indexes", () => {
    const activity = {
      ResourceId: "table/lab-orders/index/by-status",
      ScalableDimension: "dynamodb:index:WriteCapacityUnits",
      Description: "Setting write capacity units to 20.",
      Cause: "minimum capacity was set to 20",
      StatusCode: "Successful",
      StartTime: "2026-03-01T12:00:00.000Z",
    };
    const other = { ...activity, ResourceId: "table/lab-orders-2" };

    expect(normalised(scalingActivities, { ScalingActivities: [other, activity] })).toEqual({
      activities: [
        expect.objectContaining({ index: "by-status", dimension: "write", status: "Successful" }),
      ],
    });
  });
});

describe("dynamodb.throughput", () => {
  it("tells warm throughput and ceilings, and nothing where AWS says nothing", () => {
    const WarmThroughput = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 };
    const GlobalSecondaryIndexes = [
      { IndexName: "by-status", OnDemandThroughput: { MaxReadRequestUnits: -1 } },
    ];

    expect(
      normalised(throughput, { Table: { WarmThroughput, GlobalSecondaryIndexes } }),
    ).toMatchObject({
      exists: true,
      warmReadUnits: 12_000,
      warmStatus: undefined,
      indexes: [{ name: "by-status", maxReadUnits: undefined, warmReadUnits: undefined }],
    });
  });
});
