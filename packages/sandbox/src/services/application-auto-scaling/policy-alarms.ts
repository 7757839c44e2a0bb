import { randomUUID } from "node:crypto";
import type { AwsRequest, JsonObject } from "../../service.ts";
import { alarmsOf, putServiceAlarm } from "../cloudwatch/alarm.ts";
import type { ScalableTarget, ScalingPolicy } from "./scaling-state.ts";

const kinds = ["AlarmHigh", "AlarmLow", "ProvisionedCapacityHigh", "ProvisionedCapacityLow"];

/** The four alarms of a policy on DynamoDB, as AWS names them. */
export function alarmNames(resourceId: string): readonly string[] {
  return kinds.map((kind) => `TargetTracking-${resourceId}-${kind}-${randomUUID()}`);
}

export function alarmArn({ account, region }: AwsRequest, name: string): string {
  return `arn:aws:cloudwatch:${region}:${account.accountId}:alarm:${name}`;
}

/**
 * Two minutes above the target scale out, fifteen below it scale in; two more alarms watch that
 * nobody else moves the units. docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html
 */
export function putAlarms(
  request: AwsRequest,
  policy: ScalingPolicy,
  target: ScalableTarget,
): void {
  policy.alarmNames.forEach((name, at) => {
    const action = `${policy.arn}:createdBy/${randomUUID()}`;
    putServiceAlarm(request.account, request.region, {
      name,
      now: request.now,
      settings: settingsOf(kinds[at] ?? "", policy, target),
      actions: [action],
    });
  });
}

export function deleteAlarms({ account, region }: AwsRequest, policy: ScalingPolicy): void {
  const alarms = alarmsOf(account, region);
  for (const name of policy.alarmNames) alarms.delete(name);
}

function settingsOf(kind: string, policy: ScalingPolicy, target: ScalableTarget): JsonObject {
  const [, tableName = "", , indexName] = policy.resourceId.split("/");
  const isConsumed = kind.startsWith("Alarm");
  const isHigh = kind.endsWith("High");
  const unit = policy.dimension.split(":")[2] ?? "";
  const perMinute = (target.min * 60 * policy.tracking.TargetValue) / 100;
  return {
    AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policy.arn}.`,
    OKActions: [],
    InsufficientDataActions: [],
    MetricName: `${isConsumed ? "Consumed" : "Provisioned"}${unit}`,
    Namespace: "AWS/DynamoDB",
    Statistic: isConsumed ? "Sum" : "Average",
    Dimensions: [
      { Name: "TableName", Value: tableName },
      ...(indexName === undefined ? [] : [{ Name: "GlobalSecondaryIndexName", Value: indexName }]),
    ],
    Period: isConsumed ? 60 : 300,
    EvaluationPeriods: isConsumed ? (isHigh ? 2 : 15) : 3,
    Threshold: isConsumed ? perMinute : target.min,
    ComparisonOperator: isHigh ? "GreaterThanThreshold" : "LessThanThreshold",
  };
}
