import * as z from "zod";
import type { JsonObject } from "../json.ts";
import type { NormalisedInput } from "./fact.ts";

const GetMetricDataOutput = z.object({
  MetricDataResults: z
    .array(
      z.object({
        Id: z.string(),
        Timestamps: z.array(z.string()).optional(),
        Values: z.array(z.number()).optional(),
        StatusCode: z.string().optional(),
      }),
    )
    .optional(),
});

/** How every fact about metrics asks: many metrics in one call, over a window before the call. */
export const getMetricData = {
  service: "cloudwatch",
  absence: [],
  keep: [
    "MetricDataResults.Id",
    "MetricDataResults.Timestamps",
    "MetricDataResults.Values",
    "MetricDataResults.StatusCode",
  ],
  pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 5 },
} as const;

/** One metric to ask for. */
export interface MetricQuestion {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
}

/** What CloudWatch measured. Where nothing was measured there are no points: that is not zero. */
export interface MetricSeries {
  /** Oldest first; `at` is the beginning of the period. */
  readonly points: readonly { readonly at: string; readonly value: number }[];
  /** `undefined` where there is no point. */
  readonly sum: number | undefined;
  readonly maximum: number | undefined;
  /** False: CloudWatch says that not all of it could be read. */
  readonly isWhole: boolean;
}

/** The input of one call; the metrics get their place in the list as id. */
export function metricDataInput(
  questions: readonly MetricQuestion[],
  { windowMinutes, periodSeconds }: { windowMinutes: number; periodSeconds: number },
): JsonObject {
  return {
    MetricDataQueries: questions.map(({ namespace, metric, dimensions, statistic }, index) => ({
      Id: `m${index}`,
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: metric,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
        Period: periodSeconds,
        Stat: statistic,
      },
    })),
    StartTime: `$now-${windowMinutes * 60}`,
    // The end is exclusive, and a period carries the time of its beginning.
    EndTime: "$now+60",
    ScanBy: "TimestampAscending",
  };
}

/** The series of `count` metrics, in the order in which they were asked, over all pages. */
export function metricSeries(
  answers: readonly NormalisedInput[],
  count: number,
): readonly MetricSeries[] {
  const results = answers.flatMap((answer) =>
    "output" in answer ? (GetMetricDataOutput.parse(answer.output).MetricDataResults ?? []) : [],
  );
  return Array.from({ length: count }, (_, index) => {
    const own = results.filter((result) => result.Id === `m${index}`);
    const points = own.flatMap(({ Timestamps = [], Values = [] }) =>
      Values.flatMap((value, place) => {
        const at = Timestamps[place];
        return at === undefined ? [] : [{ at, value }];
      }),
    );
    const values = points.map((point) => point.value);
    return {
      points,
      sum: values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0),
      maximum: values.length === 0 ? undefined : Math.max(...values),
      // A series that goes on says PartialData on every page but its last.
      isWhole: (own.at(-1)?.StatusCode ?? "Complete") === "Complete",
    };
  });
}
