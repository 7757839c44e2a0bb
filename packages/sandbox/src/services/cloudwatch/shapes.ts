import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsRequest, IamRequest } from "../../service.ts";
import type { Dimensions } from "./metrics.ts";

/** Seconds since the epoch, as the JSON protocol carries times. */
export const Timestamp = z.number();
export const MetricName = z.string().min(1).max(255);
export const Namespace = z.string().min(1).max(255);
export const Statistic = z.enum(["SampleCount", "Average", "Sum", "Minimum", "Maximum"]);
export const Unit = z.string().min(1);
export const Dimension = z.strictObject({
  Name: z.string().min(1).max(255),
  Value: z.string().min(1).max(1024),
});
export const DimensionList = z.array(Dimension).max(30);
export const Tag = z.strictObject({ Key: z.string().min(1).max(128), Value: z.string().max(256) });

export const MetricStat = z.strictObject({
  Metric: z.strictObject({
    Namespace,
    MetricName,
    Dimensions: DimensionList.optional(),
  }),
  Period: z.int().min(1),
  Stat: z.string().min(1),
  Unit: Unit.optional(),
});
export const MetricDataQuery = z.strictObject({
  Id: z.string().regex(/^[a-z][a-zA-Z0-9_]{0,254}$/),
  MetricStat: MetricStat.optional(),
  Expression: z.string().min(1).max(2048).optional(),
  Label: z.string().optional(),
  ReturnData: z.boolean().optional(),
  Period: z.int().min(1).optional(),
  AccountId: z.string().optional(),
});
export type MetricDataQuery = z.infer<typeof MetricDataQuery>;

/** As dimensions are kept: by name. */
export function dimensionsOf(list: readonly z.infer<typeof Dimension>[] = []): Dimensions {
  return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
}

/** As AWS answers dimensions. */
export function dimensionList(dimensions: Dimensions): { Name: string; Value: string }[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

export function areSameDimensions(a: Dimensions, b: Dimensions): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** Operations that IAM allows or denies for all resources at once. */
export function onEverything(request: AwsRequest): IamRequest {
  return { action: `cloudwatch:${request.operation}`, resources: ["*"] };
}

export function alarmArn({ account, region }: AwsRequest, name: string): string {
  return `arn:aws:cloudwatch:${region}:${account.accountId}:alarm:${name}`;
}

/** The name of the modelled exception, and the code that the older query protocol has for it. */
export function invalidParameterValue(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message, {
    queryCode: "InvalidParameterValue",
  });
}

export function invalidParameterCombination(message: string): AwsError {
  return new AwsError("InvalidParameterCombinationException", message, {
    queryCode: "InvalidParameterCombination",
  });
}

/** Page starts are plain numbers here. @throws AwsError InvalidNextToken for anything else. */
export function offsetOf(token: string | undefined): number {
  if (token === undefined) return 0;
  if (/^\d{1,9}$/.test(token)) return Number(token);
  throw new AwsError("InvalidNextToken", "Invalid Next Token.");
}
