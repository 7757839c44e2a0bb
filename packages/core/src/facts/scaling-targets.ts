import * as z from "zod";
import { defineFact, type LeftOver } from "./fact.ts";
import {
  indexResource,
  ScaledMember,
  type ScaledResource,
  scaledResource,
  tableResource,
} from "./scaling-resources.ts";
import { table } from "./table.ts";
import { TableParams } from "./table-params.ts";

const DescribeScalableTargetsOutput = z.object({
  // An empty list where nothing is registered; without a list nothing is known.
  ScalableTargets: z.array(
    ScaledMember.extend({
      MinCapacity: z.number(),
      MaxCapacity: z.number(),
      RoleARN: z.string().optional(),
      SuspendedState: z
        .object({
          DynamicScalingInSuspended: z.boolean().optional(),
          DynamicScalingOutSuspended: z.boolean().optional(),
        })
        .optional(),
    }),
  ),
});

/** A range that is registered for one dimension of a table or of an index. */
export interface ScalingTarget extends ScaledResource {
  /** Capacity units a second. */
  readonly min: number;
  readonly max: number;
  readonly roleArn: string | undefined;
  readonly isScaleInSuspended: boolean;
  readonly isScaleOutSuspended: boolean;
  /** Scaling in or out is suspended; whether schedules are does not matter here. */
  readonly isSuspended: boolean;
}

export interface ScalingTargets {
  /** Stale ones too: targets survive a switch to on demand, their index and their table. */
  readonly targets: readonly ScalingTarget[];
}

/** One call names at most this many resources. */
const mostResources = 50;

export const scalingTargets = defineFact({
  kind: "scaling.targets",
  summary: "the ranges in which the capacity of the table and its indexes may be scaled",
  params: TableParams,
  operations: {
    DescribeScalableTargets: {
      service: "application-auto-scaling",
      absence: [],
      keep: [
        "ScalableTargets.ResourceId",
        "ScalableTargets.ScalableDimension",
        "ScalableTargets.MinCapacity",
        "ScalableTargets.MaxCapacity",
        "ScalableTargets.RoleARN",
        "ScalableTargets.SuspendedState",
      ],
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 20 },
    },
  },
  after: (params) => ({ table: table(params) }),
  iam: () => [{ action: "application-autoscaling:DescribeScalableTargets", resource: "*" }],
  ask: ({ region, table: name }, parents) => {
    const call = { operation: "DescribeScalableTargets", region };
    // Of a table that is gone nobody knows the indexes, so all targets of the region are asked for.
    if (!parents.table.exists) return [{ ...call, input: { ServiceNamespace: "dynamodb" } }];
    const resources = [
      tableResource(name),
      ...parents.table.table.indexes
        .filter((index) => index.kind === "global")
        .map((index) => indexResource(name, index.name)),
    ];
    const batches = Math.ceil(resources.length / mostResources);
    return Array.from({ length: batches }, (_, batch) => ({
      ...call,
      input: {
        ServiceNamespace: "dynamodb",
        ResourceIds: resources.slice(batch * mostResources, (batch + 1) * mostResources),
      },
    }));
  },
  normalise: (answers, params): ScalingTargets => ({
    targets: answers.flatMap((answer) => {
      if ("absent" in answer) return [];
      const { ScalableTargets } = DescribeScalableTargetsOutput.parse(answer.output);
      return ScalableTargets.flatMap((target) => {
        const resource = scaledResource(target, params.table);
        const { DynamicScalingInSuspended, DynamicScalingOutSuspended } =
          target.SuspendedState ?? {};
        const isScaleInSuspended = DynamicScalingInSuspended ?? false;
        const isScaleOutSuspended = DynamicScalingOutSuspended ?? false;
        if (!resource) return [];
        return {
          ...resource,
          min: target.MinCapacity,
          max: target.MaxCapacity,
          roleArn: target.RoleARN,
          isScaleInSuspended,
          isScaleOutSuspended,
          isSuspended: isScaleInSuspended || isScaleOutSuspended,
        };
      });
    }),
  }),
  leavesBehind: ({ targets }, { region }) => targets.map((target) => leftOver(target, region)),
});

function leftOver({ resource, index, dimension }: ScalingTarget, region: string): LeftOver {
  const units = { read: "ReadCapacityUnits", write: "WriteCapacityUnits" };
  const unit = dimension === "read" || dimension === "write" ? units[dimension] : undefined;
  const scalable =
    unit === undefined ? dimension : `dynamodb:${index === undefined ? "table" : "index"}:${unit}`;
  return {
    what: "scaling target",
    name: `${resource} ${dimension}`,
    region,
    command:
      "aws application-autoscaling deregister-scalable-target --service-namespace dynamodb " +
      `--resource-id ${resource} --scalable-dimension ${scalable} --region ${region}`,
    // The target itself is free, but each of its policies holds four alarms:
    // aws.amazon.com/cloudwatch/pricing
    cost: "costs",
  };
}
