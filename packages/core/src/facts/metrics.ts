import * as z from "zod";
import { Region } from "../ids.ts";
import { defineFact } from "./fact.ts";
import {
  getMetricData,
  type MetricQuestion,
  type MetricSeries,
  metricDataInput,
  metricSeries,
} from "./metric-data.ts";

const Params = z.object({
  region: Region,
  metrics: z
    .array(
      z.object({
        namespace: z.string().min(1),
        metric: z.string().min(1),
        dimensions: z.record(z.string(), z.string()),
        /** `Sum`, `Average`, `Maximum`, `Minimum`, `SampleCount` or a percentile: `p99`. */
        statistic: z.string().min(1),
      }),
    )
    .min(1)
    .max(100),
  /** How far back from the moment of asking. */
  windowMinutes: z.int().min(1).max(20_160),
  /** A multiple of 60. */
  periodSeconds: z.int().min(60).multipleOf(60),
});

/** The series of the metrics that were asked for, in their order. */
export type Metrics = readonly (MetricQuestion & MetricSeries)[];

export const metrics = defineFact({
  kind: "cloudwatch.metrics",
  summary: "what CloudWatch measured in the minutes before we looked",
  params: Params,
  operations: { GetMetricData: getMetricData },
  iam: () => [{ action: "cloudwatch:GetMetricData", resource: "*" }],
  ask: ({ region, metrics: questions, ...window }) => [
    { operation: "GetMetricData", region, input: metricDataInput(questions, window) },
  ],
  normalise: (answers, { metrics: questions }): Metrics => {
    const series = metricSeries(answers, questions.length);
    return questions.flatMap((question, index) => {
      const found = series[index];
      return found ? [{ ...question, ...found }] : [];
    });
  },
});
