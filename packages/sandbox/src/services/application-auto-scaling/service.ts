import type { AwsService } from "../../service.ts";
import { describeScalingActivities } from "./activities.ts";
import { deleteScalingPolicy, describeScalingPolicies, putScalingPolicy } from "./policies.ts";
import {
  deregisterScalableTarget,
  describeScalableTargets,
  registerScalableTarget,
} from "./targets.ts";

/**
 * Application Auto Scaling of DynamoDB: targets, target-tracking policies and their alarms. It brings
 * capacity into the bounds of a target; by traffic it scales nothing. Schedules are not in it.
 */
export function createApplicationAutoScalingService(): AwsService {
  return {
    signingName: "application-autoscaling",
    protocol: "json-1.1",
    operations: {
      DeleteScalingPolicy: deleteScalingPolicy,
      DeregisterScalableTarget: deregisterScalableTarget,
      DescribeScalableTargets: describeScalableTargets,
      DescribeScalingActivities: describeScalingActivities,
      DescribeScalingPolicies: describeScalingPolicies,
      PutScalingPolicy: putScalingPolicy,
      RegisterScalableTarget: registerScalableTarget,
    },
  };
}
