import * as z from "zod";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { notInSandbox } from "../not-in-sandbox.ts";
import { parseInput, validationError } from "../query-input.ts";
import {
  findMetric,
  inPeriods,
  type Metric,
  percentileOf,
  statisticOf,
  type Totals,
} from "./metrics.ts";
import {
  DimensionList,
  dimensionsOf,
  invalidParameterCombination,
  invalidParameterValue,
  MetricDataQuery,
  MetricName,
  Namespace,
  offsetOf,
  onEverything,
  Statistic,
  Timestamp,
  Unit,
} from "./shapes.ts";

const GetMetricDataInput = z.strictObject({
  MetricDataQueries: z.array(MetricDataQuery).min(1).max(500),
  StartTime: Timestamp,
  EndTime: Timestamp,
  NextToken: z.string().optional(),
  ScanBy: z.enum(["TimestampDescending", "TimestampAscending"]).default("TimestampDescending"),
  MaxDatapoints: z.int().min(1).max(100_800).default(100_800),
  LabelOptions: z.strictObject({ Timezone: z.string().optional() }).optional(),
});
const GetMetricStatisticsInput = z.strictObject({
  Namespace,
  MetricName,
  Dimensions: DimensionList.optional(),
  StartTime: Timestamp,
  EndTime: Timestamp,
  Period: z.int().min(1),
  Statistics: z.array(Statistic).min(1).max(5).optional(),
  ExtendedStatistics: z.array(z.string()).min(1).max(10).optional(),
  Unit: Unit.optional(),
});

const mostDatapoints = 1440;

/** Metrics only: expressions and Metrics Insights queries are refused by name. */
export const getMetricData: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const input = parseInput(GetMetricDataInput, request.input);
    if (input.StartTime >= input.EndTime)
      throw validationError("The parameter StartTime must be less than the parameter EndTime.");
    const series = input.MetricDataQueries.filter((query) => query.ReturnData !== false).map(
      (query) => ({ query, points: pointsOf(query, request, input) }),
    );
    const start = offsetOf(input.NextToken);
    const end = start + input.MaxDatapoints;
    let passed = 0;
    const results = series.flatMap(({ query, points }): JsonObject[] => {
      const first = passed;
      passed += points.length;
      const page = points.slice(Math.max(0, start - first), Math.max(0, end - first));
      if (page.length === 0 && (points.length > 0 || start > 0)) return [];
      return [
        {
          Id: query.Id,
          Label: query.Label ?? query.MetricStat?.Metric.MetricName ?? query.Id,
          Timestamps: page.map(([at]) => at / 1000),
          Values: page.map(([, value]) => value),
          StatusCode: passed > end ? "PartialData" : "Complete",
        },
      ];
    });
    return {
      MetricDataResults: results,
      Messages: [],
      ...(passed > end ? { NextToken: String(end) } : {}),
    };
  },
};

export const getMetricStatistics: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const input = parseInput(GetMetricStatisticsInput, request.input);
    const { Statistics = [], ExtendedStatistics = [], Period, StartTime, EndTime } = input;
    if (Statistics.length === 0 && ExtendedStatistics.length === 0)
      throw invalidParameterCombination(
        "At least one of Statistics and ExtendedStatistics must be specified.",
      );
    if (StartTime >= EndTime)
      throw invalidParameterValue(
        "The parameter StartTime must be less than the parameter EndTime.",
      );
    if (!isPeriod(Period))
      throw invalidParameterValue("The parameter Period must be a multiple of 60.");
    const most = Math.ceil((EndTime - StartTime) / Period);
    if (most > mostDatapoints)
      throw invalidParameterCombination(
        `You have requested up to ${most} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
      );
    const metric = findMetric(request.account, request.region, {
      namespace: input.Namespace,
      name: input.MetricName,
      dimensions: dimensionsOf(input.Dimensions),
    });
    const datapoints = hasUnit(metric, input.Unit) ? inPeriods(metric, windowOf(input)) : [];
    return {
      Label: input.MetricName,
      Datapoints: datapoints.map(([at, totals]) => ({
        Timestamp: at / 1000,
        ...Object.fromEntries(Statistics.map((name) => [name, statisticOf(totals, name)])),
        ...extended(ExtendedStatistics, totals),
        Unit: metric?.unit ?? "None",
      })),
    };
  },
};

function pointsOf(
  { Id, MetricStat, Expression }: MetricDataQuery,
  request: AwsRequest,
  input: z.infer<typeof GetMetricDataInput>,
): readonly (readonly [at: number, value: number])[] {
  if (Expression !== undefined) throw notInSandbox("An expression in GetMetricData");
  if (MetricStat === undefined)
    throw validationError(`Exactly one of MetricStat and Expression must be specified for ${Id}`);
  const { Metric: wanted, Period, Stat, Unit: unit } = MetricStat;
  if (!isPeriod(Period))
    throw validationError(
      `The parameter Period of ${Id} must be 1, 5, 10, 20, 30 or a multiple of 60.`,
    );
  const metric = findMetric(request.account, request.region, {
    namespace: wanted.Namespace,
    name: wanted.MetricName,
    dimensions: dimensionsOf(wanted.Dimensions),
  });
  if (!hasUnit(metric, unit)) return [];
  const points = inPeriods(metric, windowOf({ ...input, Period })).flatMap(
    ([at, totals]): (readonly [number, number])[] => {
      const value = measuredBy(totals, Stat);
      return value === undefined ? [] : [[at, value]];
    },
  );
  return input.ScanBy === "TimestampAscending" ? points : points.toReversed();
}

function measuredBy(totals: Totals, stat: string): number | undefined {
  const statistic = Statistic.safeParse(stat);
  if (statistic.success) return statisticOf(totals, statistic.data);
  const percent = percentOf(stat);
  if (percent === undefined) throw notInSandbox(`The statistic ${stat}`);
  return percentileOf(totals, percent);
}

function extended(names: readonly string[], totals: Totals): JsonObject {
  const values = names.flatMap((name) => {
    const value = measuredBy(totals, name);
    return value === undefined ? [] : [[name, value]];
  });
  return names.length === 0 ? {} : { ExtendedStatistics: Object.fromEntries(values) };
}

/** 99.9 of `p99.9`. */
function percentOf(statistic: string): number | undefined {
  const [, percent] = /^p(\d{1,3}(?:\.\d{1,10})?)$/.exec(statistic) ?? [];
  return percent === undefined || Number(percent) > 100 ? undefined : Number(percent);
}

/** AWS converts no unit: another one than the samples carry has no data. */
function hasUnit(metric: Metric | undefined, unit: string | undefined): metric is Metric {
  return metric !== undefined && (unit === undefined || unit === (metric.unit ?? "None"));
}

function isPeriod(seconds: number): boolean {
  return seconds % 60 === 0 || [1, 5, 10, 20, 30].includes(seconds);
}

function windowOf(input: { StartTime: number; EndTime: number; Period: number }) {
  return {
    from: input.StartTime * 1000,
    until: input.EndTime * 1000,
    // Minutes are what is stored here; a shorter period shows them as they are.
    periodMs: Math.max(60, input.Period) * 1000,
  };
}
