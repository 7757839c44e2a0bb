import * as z from "zod";
import type { AwsOperation } from "../../service.ts";
import { parseInput } from "../query-input.ts";
import { allMetrics, recordSample, recordTotals } from "./metrics.ts";
import {
  DimensionList,
  dimensionList,
  dimensionsOf,
  invalidParameterCombination,
  invalidParameterValue,
  MetricName,
  Namespace,
  offsetOf,
  onEverything,
  Timestamp,
  Unit,
} from "./shapes.ts";

const Datum = z.strictObject({
  MetricName,
  Dimensions: DimensionList.optional(),
  Timestamp: Timestamp.optional(),
  Value: z.number().optional(),
  Values: z.array(z.number()).max(150).optional(),
  Counts: z.array(z.number()).max(150).optional(),
  StatisticValues: z
    .strictObject({
      SampleCount: z.number(),
      Sum: z.number(),
      Minimum: z.number(),
      Maximum: z.number(),
    })
    .optional(),
  Unit: Unit.optional(),
  StorageResolution: z.int().min(1).optional(),
});
const PutMetricDataInput = z.strictObject({
  Namespace,
  MetricData: z.array(Datum).min(1).max(1000),
  StrictEntityValidation: z.boolean().optional(),
});
const ListMetricsInput = z.strictObject({
  Namespace: Namespace.optional(),
  MetricName: MetricName.optional(),
  Dimensions: z
    .array(z.strictObject({ Name: z.string().min(1), Value: z.string().min(1).optional() }))
    .max(10)
    .optional(),
  NextToken: z.string().optional(),
  RecentlyActive: z.literal("PT3H").optional(),
});

const pageSize = 500;
const hourMs = 3_600_000;

/** Namespaces that begin with `AWS/` are AWS's own. */
export const putMetricData: AwsOperation = {
  iam: (request) => ({
    ...onEverything(request),
    conditionKeys: { "cloudwatch:namespace": [String(request.input.Namespace ?? "")] },
  }),
  answer(request) {
    const { Namespace: namespace, MetricData } = parseInput(PutMetricDataInput, request.input);
    if (namespace.startsWith("AWS/"))
      throw invalidParameterValue(
        `The value ${namespace} for parameter Namespace is invalid. Namespaces starting with "AWS/" are reserved.`,
      );
    for (const datum of MetricData) {
      const { Value, Values, Counts = [], StatisticValues, Timestamp: at } = datum;
      const given = [Value, Values, StatisticValues].filter((one) => one !== undefined);
      if (given.length !== 1)
        throw invalidParameterCombination(
          "Exactly one of Value, Values and StatisticValues must be specified for each datum.",
        );
      const id = {
        ...{ namespace, name: datum.MetricName, dimensions: dimensionsOf(datum.Dimensions) },
        ...(datum.Unit === undefined ? {} : { unit: datum.Unit }),
      };
      const atMs = at === undefined ? request.now : at * 1000;
      if (StatisticValues !== undefined) {
        const {
          SampleCount: count,
          Sum: sum,
          Minimum: minimum,
          Maximum: maximum,
        } = StatisticValues;
        recordTotals(request, id, { at: atMs, count, sum, minimum, maximum });
      }
      for (const [index, value] of (Values ?? (Value === undefined ? [] : [Value])).entries()) {
        recordSample(request, id, { at: atMs, value, count: Counts[index] ?? 1 });
      }
    }
    return {};
  },
};

/** Metrics of the last two weeks; a dimension without a value asks for its name alone. */
export const listMetrics: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const input = parseInput(ListMetricsInput, request.input);
    const since = request.now - (input.RecentlyActive ? 3 : 14 * 24) * hourMs;
    const found = allMetrics(request.account, request.region).filter(
      (metric) =>
        (input.Namespace === undefined || metric.namespace === input.Namespace) &&
        (input.MetricName === undefined || metric.name === input.MetricName) &&
        (input.Dimensions ?? []).every(({ Name, Value }) =>
          Value === undefined ? Name in metric.dimensions : metric.dimensions[Name] === Value,
        ) &&
        [...metric.minutes.keys()].some((minute) => minute >= since),
    );
    const start = offsetOf(input.NextToken);
    const end = start + pageSize;
    return {
      Metrics: found.slice(start, end).map((metric) => ({
        Namespace: metric.namespace,
        MetricName: metric.name,
        Dimensions: dimensionList(metric.dimensions),
      })),
      ...(end < found.length ? { NextToken: String(end) } : {}),
    };
  },
};
