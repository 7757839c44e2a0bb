import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { parseInput } from "../dynamodb/parse-input.ts";
import { keepWithinBounds } from "./bounds.ts";
import { deletePolicy } from "./policies.ts";
import { type ScalableTarget, type Scaled, scaledKey, scalingRegion } from "./scaling-state.ts";
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

const Capacity = z.int().min(0).optional();
const RegisterInput = z.object({
  MinCapacity: Capacity,
  MaxCapacity: Capacity,
  RoleARN: z.string().min(1).max(1600).optional(),
  SuspendedState: z
    .object({
      DynamicScalingInSuspended: z.boolean().optional(),
      DynamicScalingOutSuspended: z.boolean().optional(),
      ScheduledScalingSuspended: z.boolean().optional(),
    })
    .optional(),
});
const DescribeInput = Namespace.extend({
  ResourceIds: z.array(z.string().min(1).max(1600)).max(50).optional(),
  ScalableDimension: z.string().optional(),
  MaxResults: z.int().min(1).max(50).default(50),
  NextToken: z.string().optional(),
});
type RegisterInput = z.infer<typeof RegisterInput>;

const notSuspended = {
  DynamicScalingInSuspended: false,
  DynamicScalingOutSuspended: false,
  ScheduledScalingSuspended: false,
};

/** Makes a target, or changes what is named of one. */
export const registerScalableTarget: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const scaled = scaledOf(request.input);
    const input = parseInput(RegisterInput, request.input);
    const { targets } = scalingRegion(request.account, request.region);
    const target = changed(targets.get(scaledKey(scaled)), scaled, input, request);
    keepWithinBounds(request, target);
    targets.set(scaledKey(scaled), target);
    return { ScalableTargetARN: target.arn };
  },
};

/** Its policies, and their alarms, go with it. */
export const deregisterScalableTarget: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const scaled = scaledOf(request.input);
    const { targets, policies } = scalingRegion(request.account, request.region);
    if (!targets.delete(scaledKey(scaled))) throw noTarget(scaled);
    for (const policy of policies.values())
      if (scaledKey(policy) === scaledKey(scaled)) deletePolicy(request, policy);
    return {};
  },
};

export const describeScalableTargets: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const input = parseInput(DescribeInput, request.input);
    const { ResourceIds, ScalableDimension } = input;
    checkNamespace(input.ServiceNamespace);
    if (ScalableDimension !== undefined && ResourceIds === undefined)
      throw validationError("If a scalable dimension is specified, a resource ID is needed too");
    const found = [...scalingRegion(request.account, request.region).targets.values()].filter(
      ({ resourceId, dimension }) =>
        (ResourceIds === undefined || ResourceIds.includes(resourceId)) &&
        (ScalableDimension === undefined || ScalableDimension === dimension),
    );
    const { page, next } = paged(found, { size: input.MaxResults, token: input.NextToken });
    return { ScalableTargets: page.map(describeTarget), ...next };
  },
};

function changed(
  before: ScalableTarget | undefined,
  scaled: Scaled,
  input: RegisterInput,
  request: AwsRequest,
): ScalableTarget {
  const { accountId } = request.account;
  const min = input.MinCapacity ?? before?.min;
  const max = input.MaxCapacity ?? before?.max;
  if (min === undefined || max === undefined)
    throw validationError(
      "Both minimum capacity and maximum capacity must be specified for a new scalable target",
    );
  if (max < min) throw validationError("Maximum capacity cannot be less than minimum capacity");
  return {
    ...scaled,
    arn: before?.arn ?? newArn(request),
    createdAt: before?.createdAt ?? request.now,
    min,
    max,
    // DynamoDB is scaled by its service-linked role, whatever role is named.
    roleArn: `arn:aws:iam::${accountId}:role/aws-service-role/dynamodb.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable`,
    suspended: suspendedState(before?.suspended ?? notSuspended, input.SuspendedState ?? {}),
  };
}

/** What is not named stays as it was. */
function suspendedState(
  before: ScalableTarget["suspended"],
  change: NonNullable<RegisterInput["SuspendedState"]>,
): ScalableTarget["suspended"] {
  return {
    DynamicScalingInSuspended: change.DynamicScalingInSuspended ?? before.DynamicScalingInSuspended,
    DynamicScalingOutSuspended:
      change.DynamicScalingOutSuspended ?? before.DynamicScalingOutSuspended,
    ScheduledScalingSuspended: change.ScheduledScalingSuspended ?? before.ScheduledScalingSuspended,
  };
}

function newArn({ account, region }: AwsRequest): string {
  const id = randomUUID().replaceAll("-", "");
  return `arn:aws:application-autoscaling:${region}:${account.accountId}:scalable-target/${id}`;
}

function describeTarget(target: ScalableTarget): JsonObject {
  return {
    ...describeScaled(target),
    MinCapacity: target.min,
    MaxCapacity: target.max,
    RoleARN: target.roleArn,
    CreationTime: target.createdAt / 1000,
    SuspendedState: { ...target.suspended },
    ScalableTargetARN: target.arn,
  };
}
