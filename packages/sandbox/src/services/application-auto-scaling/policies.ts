import { randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { parseInput } from "../dynamodb/parse-input.ts";
import { notInSandbox } from "../not-in-sandbox.ts";
import { alarmArn, alarmNames, deleteAlarms, putAlarms } from "./policy-alarms.ts";
import { type ScalingPolicy, scaledKey, scalingRegion } from "./scaling-state.ts";
import {
  checkNamespace,
  describeScaled,
  Namespace,
  noTarget,
  onEverything,
  paged,
  scaledOf,
  validationError,
} from "./shapes.ts";

const PolicyName = z.string().min(1).max(256);
const PutInput = z.object({
  PolicyName,
  PolicyType: z.enum(["StepScaling", "TargetTrackingScaling", "PredictiveScaling"]).optional(),
  TargetTrackingScalingPolicyConfiguration: z
    .object({
      TargetValue: z.number(),
      PredefinedMetricSpecification: z.object({ PredefinedMetricType: z.string() }).optional(),
      CustomizedMetricSpecification: z.record(z.string(), z.unknown()).optional(),
      ScaleOutCooldown: z.int().min(0).optional(),
      ScaleInCooldown: z.int().min(0).optional(),
      DisableScaleIn: z.boolean().optional(),
    })
    .optional(),
});
const DeleteInput = z.object({ PolicyName: z.string().min(1).max(1600) });
const DescribeInput = Namespace.extend({
  PolicyNames: z.array(z.string().min(1).max(1600)).max(50).optional(),
  ResourceId: z.string().min(1).max(1600).optional(),
  ScalableDimension: z.string().optional(),
  MaxResults: z.int().min(1).max(10).default(10),
  NextToken: z.string().optional(),
});
const mostPolicies = 50;

/** Makes a target-tracking policy with its alarms, or replaces the configuration of one. */
export const putScalingPolicy: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const scaled = scaledOf(request.input);
    const input = parseInput(PutInput, request.input);
    const { targets, policies } = scalingRegion(request.account, request.region);
    const target = targets.get(scaledKey(scaled));
    if (target === undefined) throw noTarget(scaled);
    const key = policyKey(scaled, input.PolicyName);
    const before = policies.get(key);
    const tracking = trackingOf(input, scaled.dimension);
    if (before === undefined && countOf(policies.values(), scaledKey(scaled)) >= mostPolicies)
      throw new AwsError(
        "LimitExceededException",
        `Limit of ${mostPolicies} scaling policies exceeded for ${scaledKey(scaled)}`,
      );
    const policy: ScalingPolicy = before ?? {
      ...scaled,
      name: input.PolicyName,
      arn: policyArn(request, scaled.resourceId, input.PolicyName),
      createdAt: request.now,
      tracking,
      alarmNames: alarmNames(scaled.resourceId),
    };
    policy.tracking = tracking;
    policies.set(key, policy);
    putAlarms(request, policy, target);
    return { PolicyARN: policy.arn, Alarms: describeAlarms(request, policy) };
  },
};

export const deleteScalingPolicy: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const scaled = scaledOf(request.input);
    const { PolicyName: name } = parseInput(DeleteInput, request.input);
    const { policies } = scalingRegion(request.account, request.region);
    const policy = policies.get(policyKey(scaled, name));
    if (policy === undefined)
      throw new AwsError(
        "ObjectNotFoundException",
        `No scaling policy found for service namespace: dynamodb, resource ID: ${scaled.resourceId}, scalable dimension: ${scaled.dimension}: ${name}`,
      );
    deletePolicy(request, policy);
    return {};
  },
};

/** Ten policies a page, other than the fifty targets of a page. */
export const describeScalingPolicies: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const input = parseInput(DescribeInput, request.input);
    const { PolicyNames, ResourceId, ScalableDimension } = input;
    checkNamespace(input.ServiceNamespace);
    if (ScalableDimension !== undefined && ResourceId === undefined)
      throw validationError("If a scalable dimension is specified, a resource ID is needed too");
    const found = [...scalingRegion(request.account, request.region).policies.values()].filter(
      ({ name, resourceId, dimension }) =>
        (PolicyNames === undefined || PolicyNames.includes(name)) &&
        (ResourceId === undefined || ResourceId === resourceId) &&
        (ScalableDimension === undefined || ScalableDimension === dimension),
    );
    const { page, next } = paged(found, { size: input.MaxResults, token: input.NextToken });
    return { ScalingPolicies: page.map((policy) => describePolicy(request, policy)), ...next };
  },
};

export function deletePolicy(request: AwsRequest, policy: ScalingPolicy): void {
  deleteAlarms(request, policy);
  scalingRegion(request.account, request.region).policies.delete(policyKey(policy, policy.name));
}

function trackingOf(
  { PolicyType, TargetTrackingScalingPolicyConfiguration: tracking }: z.infer<typeof PutInput>,
  dimension: string,
): ScalingPolicy["tracking"] {
  // docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html
  if (PolicyType !== "TargetTrackingScaling")
    throw validationError(`${PolicyType ?? "StepScaling"} policies are not supported for DynamoDB`);
  if (tracking === undefined)
    throw validationError(
      "TargetTrackingScalingPolicyConfiguration must be specified for a target tracking policy",
    );
  const predefined = tracking.PredefinedMetricSpecification?.PredefinedMetricType;
  if ((predefined === undefined) === (tracking.CustomizedMetricSpecification === undefined))
    throw validationError("Exactly one of a predefined and a customized metric must be specified");
  if (predefined === undefined) throw notInSandbox("a policy on a customized metric");
  const own = dimension.endsWith(":ReadCapacityUnits")
    ? "DynamoDBReadCapacityUtilization"
    : "DynamoDBWriteCapacityUtilization";
  if (predefined !== own)
    throw validationError(
      `Predefined metric type ${predefined} is not valid for the scalable dimension ${dimension}`,
    );
  return tracking;
}

function policyKey(scaled: Parameters<typeof scaledKey>[0], name: string): string {
  return `${scaledKey(scaled)} ${name}`;
}

function countOf(policies: Iterable<ScalingPolicy>, key: string): number {
  return [...policies].filter((policy) => scaledKey(policy) === key).length;
}

function policyArn({ account, region }: AwsRequest, resourceId: string, name: string): string {
  return `arn:aws:autoscaling:${region}:${account.accountId}:scalingPolicy:${randomUUID()}:resource/dynamodb/${resourceId}:policyName/${name}`;
}

function describeAlarms(request: AwsRequest, { alarmNames: names }: ScalingPolicy): JsonObject[] {
  return names.map((name) => ({ AlarmName: name, AlarmARN: alarmArn(request, name) }));
}

function describePolicy(request: AwsRequest, policy: ScalingPolicy): JsonObject {
  const { TargetValue, PredefinedMetricSpecification, ...rest } = policy.tracking;
  const { ScaleOutCooldown, ScaleInCooldown, DisableScaleIn } = rest;
  return {
    PolicyARN: policy.arn,
    PolicyName: policy.name,
    ...describeScaled(policy),
    PolicyType: "TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue,
      ...(PredefinedMetricSpecification && {
        PredefinedMetricSpecification: { ...PredefinedMetricSpecification },
      }),
      ...(ScaleOutCooldown !== undefined && { ScaleOutCooldown }),
      ...(ScaleInCooldown !== undefined && { ScaleInCooldown }),
      ...(DisableScaleIn !== undefined && { DisableScaleIn }),
    },
    Alarms: describeAlarms(request, policy),
    CreationTime: policy.createdAt / 1000,
  };
}
