import * as z from "zod";
import { defineFact } from "./fact.ts";
import { getMetricData, metricDataInput, metricSeries } from "./metric-data.ts";
import { table } from "./table.ts";
import { TableParams } from "./table-params.ts";

const measures = [
  "ConsumedReadCapacityUnits",
  "ConsumedWriteCapacityUnits",
  "ReadThrottleEvents",
  "WriteThrottleEvents",
] as const;

/** Sums over the window; `undefined`: CloudWatch has nothing, which is not zero. */
export interface Traffic {
  /** `undefined`: the table itself. */
  readonly index: string | undefined;
  readonly consumedReadUnits: number | undefined;
  readonly consumedWriteUnits: number | undefined;
  readonly readThrottles: number | undefined;
  readonly writeThrottles: number | undefined;
}

export interface TableTraffic {
  /** The table first, then its global indexes: a table's own figures do not hold those of its indexes. */
  readonly targets: readonly Traffic[];
  /** False: CloudWatch says that not all of it could be read. */
  readonly isWhole: boolean;
}

export const tableTraffic = defineFact({
  kind: "cloudwatch.table-traffic",
  summary:
    "units consumed and requests throttled in the minutes before we looked, with the indexes",
  params: TableParams.extend({ windowMinutes: z.int().min(5).max(1440) }),
  operations: { GetMetricData: getMetricData },
  after: ({ region, table: name }) => ({ table: table({ region, table: name }) }),
  iam: () => [{ action: "cloudwatch:GetMetricData", resource: "*" }],
  ask: ({ region, table: name, windowMinutes }, parents) => {
    if (!parents.table.exists) return [];
    const indexes = parents.table.table.indexes.filter(({ kind }) => kind === "global");
    const dimensions = [
      { TableName: name },
      ...indexes.map((index) => ({ TableName: name, GlobalSecondaryIndexName: index.name })),
    ];
    const questions = dimensions.flatMap((one) =>
      measures.map((metric) => ({
        ...{ namespace: "AWS/DynamoDB", metric, dimensions: one, statistic: "Sum" },
      })),
    );
    // Minutes for the last hour; five of them beyond, so that all of it stays small enough to keep.
    const periodSeconds = windowMinutes <= 60 ? 60 : 300;
    const input = metricDataInput(questions, { windowMinutes, periodSeconds });
    return [{ operation: "GetMetricData", region, input }];
  },
  normalise: (answers): TableTraffic => {
    const names = targetsAsked(answers[0]?.input);
    const series = metricSeries(answers, names.length * measures.length);
    return {
      targets: names.map((index, place) => {
        const [reads, writes, readThrottles, writeThrottles] = series
          .slice(place * measures.length, (place + 1) * measures.length)
          .map((one) => one.sum);
        return {
          index,
          ...{
            consumedReadUnits: reads,
            consumedWriteUnits: writes,
            readThrottles,
            writeThrottles,
          },
        };
      }),
      isWhole: series.every((one) => one.isWhole),
    };
  },
});

const Asked = z.object({
  MetricDataQueries: z.array(
    z.object({
      MetricStat: z.object({
        Metric: z.object({
          Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })),
        }),
      }),
    }),
  ),
});

/** The indexes in the order of asking; the table itself is `undefined`. */
function targetsAsked(input: unknown): readonly (string | undefined)[] {
  const asked = Asked.safeParse(input);
  if (!asked.success) return [];
  return asked.data.MetricDataQueries.filter((_, index) => index % measures.length === 0).map(
    ({ MetricStat }) =>
      MetricStat.Metric.Dimensions.find(({ Name }) => Name === "GlobalSecondaryIndexName")?.Value,
  );
}
