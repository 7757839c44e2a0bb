import * as z from "zod";
import { defineFact } from "./fact.ts";
import {
  indexResource,
  ScaledMember,
  type ScaledResource,
  scaledResource,
  tableResource,
} from "./scaling-resources.ts";
import { table } from "./table.ts";
import { TableParams } from "./table-params.ts";

const DescribeScalingPoliciesOutput = z.object({
  // An empty list where there is none; without a list nothing is known.
  ScalingPolicies: z.array(
    ScaledMember.extend({
      PolicyName: z.string(),
      PolicyType: z.string().optional(),
      TargetTrackingScalingPolicyConfiguration: z
        .object({
          TargetValue: z.number(),
          PredefinedMetricSpecification: z
            .object({ PredefinedMetricType: z.string().optional() })
            .optional(),
          DisableScaleIn: z.boolean().optional(),
          ScaleInCooldown: z.number().optional(),
          ScaleOutCooldown: z.number().optional(),
        })
        .optional(),
      Alarms: z.array(z.object({ AlarmName: z.string() })).optional(),
    }),
  ),
});

/** A rule by which one dimension of a table or of an index is scaled. */
export interface ScalingPolicy extends ScaledResource {
  readonly name: string;
  /** `TargetTrackingScaling`; DynamoDB knows no other. */
  readonly type: string;
  /** `undefined`: a metric of the learner's own, or no target tracking. */
  readonly metric: string | undefined;
  /** Per cent of the provisioned units, where the metric is a utilisation. */
  readonly targetValue: number | undefined;
  readonly isScaleInDisabled: boolean;
  readonly scaleInCooldownSeconds: number | undefined;
  readonly scaleOutCooldownSeconds: number | undefined;
  /** Names of the alarms that AWS made for it. */
  readonly alarms: readonly string[];
}

export interface ScalingPolicies {
  readonly policies: readonly ScalingPolicy[];
}

/** Not asked of a table that is missing or on demand: nothing is scaled there. */
export const scalingPolicies = defineFact({
  kind: "scaling.policies",
  summary: "the rules by which the capacity of the table and its indexes is scaled",
  params: TableParams,
  operations: {
    DescribeScalingPolicies: {
      service: "application-auto-scaling",
      absence: [],
      keep: [
        "ScalingPolicies.PolicyName",
        "ScalingPolicies.PolicyType",
        "ScalingPolicies.ResourceId",
        "ScalingPolicies.ScalableDimension",
        "ScalingPolicies.TargetTrackingScalingPolicyConfiguration",
        "ScalingPolicies.Alarms.AlarmName",
      ],
      // A page holds ten policies, and a target can have fifty: docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-limits.html
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 10 },
    },
  },
  after: (params) => ({ table: table(params) }),
  iam: () => [{ action: "application-autoscaling:DescribeScalingPolicies", resource: "*" }],
  ask: ({ region, table: name }, parents) => {
    if (!parents.table.exists) return [];
    const { billingMode, indexes } = parents.table.table;
    if (billingMode === "PAY_PER_REQUEST") return [];
    const resources = [
      tableResource(name),
      ...indexes
        .filter((index) => index.kind === "global")
        .map((index) => indexResource(name, index.name)),
    ];
    return resources.map((ResourceId) => ({
      operation: "DescribeScalingPolicies",
      region,
      input: { ServiceNamespace: "dynamodb", ResourceId },
    }));
  },
  normalise: (answers, params): ScalingPolicies => ({
    policies: answers.flatMap((answer) => {
      if ("absent" in answer) return [];
      const { ScalingPolicies } = DescribeScalingPoliciesOutput.parse(answer.output);
      return ScalingPolicies.flatMap((policy) => {
        const resource = scaledResource(policy, params.table);
        const tracking = policy.TargetTrackingScalingPolicyConfiguration;
        if (!resource) return [];
        return {
          ...resource,
          name: policy.PolicyName,
          type: policy.PolicyType ?? "",
          metric: tracking?.PredefinedMetricSpecification?.PredefinedMetricType,
          targetValue: tracking?.TargetValue,
          isScaleInDisabled: tracking?.DisableScaleIn ?? false,
          scaleInCooldownSeconds: tracking?.ScaleInCooldown,
          scaleOutCooldownSeconds: tracking?.ScaleOutCooldown,
          alarms: (policy.Alarms ?? []).map(({ AlarmName }) => AlarmName),
        };
      });
    }),
  }),
});
