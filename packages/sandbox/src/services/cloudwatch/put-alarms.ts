import * as z from "zod";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { parseInput, validationError } from "../query-input.ts";
import { alarmsOf, putAlarm } from "./alarm.ts";
import {
  alarmArn,
  DimensionList,
  MetricDataQuery,
  MetricName,
  Namespace,
  Statistic,
  Tag,
  Unit,
} from "./shapes.ts";

const AlarmName = z.string().min(1).max(255);
const Actions = z.array(z.string().min(1).max(1024)).max(5).default([]);
const common = {
  AlarmName,
  AlarmDescription: z.string().max(1024).optional(),
  ActionsEnabled: z.boolean().default(true),
  OKActions: Actions,
  AlarmActions: Actions,
  InsufficientDataActions: Actions,
  Tags: z.array(Tag).optional(),
};
const ComparisonOperator = z.enum([
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
]);
const PutMetricAlarmInput = z.strictObject({
  ...common,
  MetricName: MetricName.optional(),
  Namespace: Namespace.optional(),
  Statistic: Statistic.optional(),
  ExtendedStatistic: z.string().optional(),
  Dimensions: DimensionList.optional(),
  Period: z.int().min(1).optional(),
  Unit: Unit.optional(),
  EvaluationPeriods: z.int().min(1),
  DatapointsToAlarm: z.int().min(1).optional(),
  Threshold: z.number().optional(),
  ComparisonOperator,
  TreatMissingData: z.string().min(1).max(255).optional(),
  EvaluateLowSampleCountPercentile: z.enum(["evaluate", "ignore"]).optional(),
  Metrics: z.array(MetricDataQuery).min(1).optional(),
  ThresholdMetricId: z.string().min(1).max(255).optional(),
});
type PutMetricAlarmInput = z.infer<typeof PutMetricAlarmInput>;
const PutCompositeAlarmInput = z.strictObject({
  ...common,
  AlarmRule: z.string().min(1).max(10_240),
});

const missingDataOptions = new Set(["breaching", "notBreaching", "ignore", "missing"]);
const dayS = 86_400;

export const putMetricAlarm: AwsOperation = {
  iam: onAlarm,
  answer(request) {
    const input = parseInput(PutMetricAlarmInput, request.input);
    checkActions(input);
    checkMetricAlarm(input);
    const { AlarmName: name, ActionsEnabled, AlarmActions, Tags, ...settings } = input;
    putAlarm(alarmsOf(request.account, request.region), {
      ...{ kind: "metric", name, arn: alarmArn(request, name), now: request.now },
      ...{ actionsEnabled: ActionsEnabled, alarmActions: AlarmActions },
      settings: {
        ...shown(settings),
        ...(input.MetricName === undefined ? {} : { Dimensions: input.Dimensions ?? [] }),
      },
    });
    return {};
  },
};

export const putCompositeAlarm: AwsOperation = {
  iam: onAlarm,
  answer(request) {
    const input = parseInput(PutCompositeAlarmInput, request.input);
    checkActions(input);
    const alarms = alarmsOf(request.account, request.region);
    const children = childrenOf(input.AlarmRule);
    if (children.length === 0 && !/\b(TRUE|FALSE)\b/.test(input.AlarmRule))
      throw validationError(`AlarmRule: ${input.AlarmRule} must name at least one alarm`);
    const missing = children.filter((child) => !alarms.has(child));
    if (missing.length > 0)
      throw validationError(
        `Could not save the composite alarm as alarms [${missing.join(", ")}] in the alarm rule do not exist`,
      );
    const { AlarmName: name, ActionsEnabled, AlarmActions, Tags, ...settings } = input;
    putAlarm(alarms, {
      ...{ kind: "composite", name, arn: alarmArn(request, name), now: request.now },
      ...{ actionsEnabled: ActionsEnabled, alarmActions: AlarmActions, settings: shown(settings) },
    });
    return {};
  },
};

/** Names in `ALARM("…")`, `OK(…)` and `INSUFFICIENT_DATA(…)`; an ARN ends in the name. */
export function childrenOf(alarmRule: string): readonly string[] {
  return [
    ...alarmRule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*("[^"]*"|[^)]*?)\s*\)/g),
  ].map(([, quoted = ""]) => {
    const name = quoted.replace(/^"(.*)"$/, "$1");
    return name.startsWith("arn:") ? name.split(":").slice(6).join(":") : name;
  });
}

function checkMetricAlarm(input: PutMetricAlarmInput): void {
  const { MetricName: metric, Metrics, EvaluationPeriods, TreatMissingData } = input;
  if ((metric === undefined) === (Metrics === undefined))
    throw validationError("Exactly one of MetricName and Metrics must be specified");
  if (TreatMissingData !== undefined && !missingDataOptions.has(TreatMissingData))
    throw validationError(`Option ${TreatMissingData} for parameter 'TreatMissingData' invalid`);
  if (input.Threshold === undefined && input.ThresholdMetricId === undefined)
    throw validationError("Threshold or ThresholdMetricId must be specified");
  if ((input.DatapointsToAlarm ?? 1) > EvaluationPeriods)
    throw validationError("DatapointsToAlarm must be less than or equal to EvaluationPeriods");
  if (Metrics === undefined) checkSingleMetric(input);
  else checkMetrics(Metrics);
}

function checkSingleMetric(input: PutMetricAlarmInput): void {
  const { Period, EvaluationPeriods } = input;
  if (input.Namespace === undefined) throw validationError("Namespace must be specified");
  if ((input.Statistic === undefined) === (input.ExtendedStatistic === undefined))
    throw validationError("Exactly one of Statistic and ExtendedStatistic must be specified");
  if (Period === undefined) throw validationError("Period must be specified");
  checkPeriod(Period);
  // A week where the period is an hour or more:
  // docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  const longest = Period >= 3600 ? 7 * dayS : dayS;
  if (Period * EvaluationPeriods > longest)
    throw validationError(
      `Metrics cannot be checked across more than ${longest === dayS ? "a day" : "a week"} (EvaluationPeriods * Period must be <= ${longest}).`,
    );
}

function checkMetrics(metrics: readonly MetricDataQuery[]): void {
  const returning = metrics.filter((query) => query.ReturnData !== false);
  if (returning.length !== 1)
    throw validationError("Exactly one element of the metrics list should return data.");
  for (const { Id, MetricStat, Expression } of metrics) {
    if ((MetricStat === undefined) === (Expression === undefined))
      throw validationError(`Exactly one of MetricStat and Expression must be specified for ${Id}`);
    if (MetricStat !== undefined) checkPeriod(MetricStat.Period);
  }
}

function checkPeriod(seconds: number): void {
  if (seconds % 60 === 0 || [10, 20, 30].includes(seconds)) return;
  throw validationError("Period must be 10, 20, 30 or a multiple of 60");
}

function checkActions(input: {
  readonly OKActions: readonly string[];
  readonly AlarmActions: readonly string[];
  readonly InsufficientDataActions: readonly string[];
}): void {
  const all = [...input.OKActions, ...input.AlarmActions, ...input.InsufficientDataActions];
  const wrong = all.find((action) => !/^arn:aws[a-z-]*:[a-z0-9-]+:/.test(action));
  if (wrong !== undefined) throw validationError(`Invalid arn syntax: ${wrong}`);
}

function onAlarm(request: AwsRequest) {
  const name = String(request.input.AlarmName ?? "");
  return { action: `cloudwatch:${request.operation}`, resources: [alarmArn(request, name)] };
}

/** What was not said is not shown. */
function shown(settings: object): JsonObject {
  const json: JsonObject = JSON.parse(JSON.stringify(settings));
  return json;
}
