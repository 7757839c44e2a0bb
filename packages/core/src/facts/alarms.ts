import * as z from "zod";
import { Region } from "../ids.ts";
import { defineFact, type LeftOver } from "./fact.ts";
import { deletion } from "./left-over-commands.ts";

const Dimensions = z.array(z.object({ Name: z.string(), Value: z.string() })).optional();
const Query = z.object({
  Id: z.string(),
  Expression: z.string().optional(),
  ReturnData: z.boolean().optional(),
  MetricStat: z
    .object({
      Metric: z.object({
        Namespace: z.string().optional(),
        MetricName: z.string().optional(),
        Dimensions,
      }),
      Period: z.number().optional(),
      Stat: z.string().optional(),
    })
    .optional(),
});
const Common = z.object({
  AlarmName: z.string(),
  ActionsEnabled: z.boolean().optional(),
  AlarmActions: z.array(z.string()).optional(),
});
const MetricAlarmOutput = Common.extend({
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Dimensions,
  Statistic: z.string().optional(),
  ExtendedStatistic: z.string().optional(),
  Period: z.number().optional(),
  EvaluationPeriods: z.number().optional(),
  DatapointsToAlarm: z.number().optional(),
  Threshold: z.number().optional(),
  ComparisonOperator: z.string().optional(),
  TreatMissingData: z.string().optional(),
  Metrics: z.array(Query).optional(),
  EvaluationCriteria: z
    .object({ PromQLCriteria: z.object({ Query: z.string() }).optional() })
    .optional(),
});
const DescribeAlarmsOutput = z.object({
  MetricAlarms: z.array(MetricAlarmOutput).optional(),
  CompositeAlarms: z.array(Common.extend({ AlarmRule: z.string().optional() })).optional(),
});

/** One metric that an alarm looks at. */
export interface WatchedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly periodSeconds: number | undefined;
  /** `Sum`, `p99`. */
  readonly statistic: string | undefined;
}

interface AnyAlarm {
  readonly name: string;
  /** False: it changes its state and tells nobody. */
  readonly actionsEnabled: boolean;
  /** What is told when it goes into ALARM, as ARNs. */
  readonly actions: readonly string[];
}

export interface MetricAlarm extends AnyAlarm {
  /** Auto scaling makes alarms of its own, which tell no person anything. */
  readonly isAutoScaling: boolean;
  /** Those that decide: of metric math only what the returned expression stands on. */
  readonly watches: readonly WatchedMetric[];
  /** Metrics Insights or PromQL, which name their metrics in a language of their own. */
  readonly queries: readonly string[];
  readonly evaluationPeriods: number | undefined;
  /** All periods where AWS says nothing. */
  readonly datapointsToAlarm: number | undefined;
  /** `undefined`: a band that AWS learns. */
  readonly threshold: number | undefined;
  readonly comparison: string | undefined;
  readonly missingData: string;
}

export interface CompositeAlarm extends AnyAlarm {
  /** `ALARM("writes-throttled") OR ALARM("reads-throttled")` */
  readonly rule: string;
}

export interface Alarms {
  readonly metric: readonly MetricAlarm[];
  readonly composite: readonly CompositeAlarm[];
}

/** All alarms of the region. DescribeAlarmsForMetric would miss metric math and composite alarms. */
export const alarms = defineFact({
  kind: "cloudwatch.alarms",
  summary: "all alarms of the region: what they watch, when they go off, whom they tell",
  params: z.object({ region: Region }),
  operations: {
    DescribeAlarms: {
      service: "cloudwatch",
      absence: [],
      keep: [
        ...["AlarmName", "ActionsEnabled", "AlarmActions"].flatMap((member) => [
          `MetricAlarms.${member}`,
          `CompositeAlarms.${member}`,
        ]),
        "MetricAlarms.Namespace",
        "MetricAlarms.MetricName",
        "MetricAlarms.Dimensions",
        "MetricAlarms.Statistic",
        "MetricAlarms.ExtendedStatistic",
        "MetricAlarms.Period",
        "MetricAlarms.EvaluationPeriods",
        "MetricAlarms.DatapointsToAlarm",
        "MetricAlarms.Threshold",
        "MetricAlarms.ComparisonOperator",
        "MetricAlarms.TreatMissingData",
        "MetricAlarms.Metrics",
        "MetricAlarms.EvaluationCriteria",
        "CompositeAlarms.AlarmRule",
      ],
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 10 },
    },
  },
  // Composite alarms are shown only to a permission on everything.
  iam: () => [{ action: "cloudwatch:DescribeAlarms", resource: "*" }],
  ask: ({ region }) => [
    {
      operation: "DescribeAlarms",
      region,
      input: { AlarmTypes: ["MetricAlarm", "CompositeAlarm"], MaxRecords: 100 },
    },
  ],
  normalise: (answers): Alarms => {
    const pages = answers.flatMap((answer) =>
      "output" in answer ? [DescribeAlarmsOutput.parse(answer.output)] : [],
    );
    return {
      metric: pages.flatMap((page) => (page.MetricAlarms ?? []).map(metricAlarm)),
      composite: pages.flatMap((page) =>
        (page.CompositeAlarms ?? []).map((alarm) => ({
          ...anyAlarm(alarm),
          rule: alarm.AlarmRule ?? "",
        })),
      ),
    };
  },
  // A composite alarm first: its children can't be missed by it then.
  leavesBehind: ({ metric, composite }, { region }): readonly LeftOver[] =>
    [...composite, ...metric.filter((alarm) => !alarm.isAutoScaling)].map(({ name }) => ({
      ...{ what: "alarm", name, region, cost: "costs" },
      command: deletion("cloudwatch delete-alarms", region, { "alarm-names": name }),
    })),
});

function anyAlarm(alarm: z.infer<typeof Common>): AnyAlarm {
  return {
    name: alarm.AlarmName,
    actionsEnabled: alarm.ActionsEnabled ?? true,
    actions: alarm.AlarmActions ?? [],
  };
}

function metricAlarm(alarm: z.infer<typeof MetricAlarmOutput>): MetricAlarm {
  const queries = alarm.Metrics ?? [];
  const promQl = alarm.EvaluationCriteria?.PromQLCriteria?.Query;
  return {
    ...anyAlarm(alarm),
    isAutoScaling: alarm.AlarmName.startsWith("TargetTracking-table/"),
    watches: alarm.MetricName === undefined ? watchedByMath(queries) : [watchedAlone(alarm)],
    queries: [
      ...queries.flatMap(({ Expression = "" }) =>
        /^\s*SELECT\b/i.test(Expression) ? [Expression] : [],
      ),
      ...(promQl === undefined ? [] : [promQl]),
    ],
    evaluationPeriods: alarm.EvaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods,
    threshold: alarm.Threshold,
    comparison: alarm.ComparisonOperator,
    missingData: alarm.TreatMissingData ?? "missing",
  };
}

function watchedAlone(alarm: z.infer<typeof MetricAlarmOutput>): WatchedMetric {
  return {
    namespace: alarm.Namespace ?? "",
    name: alarm.MetricName ?? "",
    dimensions: byName(alarm.Dimensions),
    periodSeconds: alarm.Period,
    statistic: alarm.Statistic ?? alarm.ExtendedStatistic,
  };
}

/** A metric that no expression uses decides nothing, although it stands in the alarm. */
function watchedByMath(queries: readonly z.infer<typeof Query>[]): readonly WatchedMetric[] {
  const used = new Set<string>();
  const use = (query: z.infer<typeof Query>): void => {
    if (used.has(query.Id)) return;
    used.add(query.Id);
    const { Expression = "" } = query;
    const names = new Set(Expression.match(/\b[a-z]\w*/g) ?? []);
    const takesAll = /\bMETRICS\s*\(/.test(Expression);
    for (const other of queries)
      if (names.has(other.Id) || (takesAll && other.MetricStat)) use(other);
  };
  for (const query of queries) if (query.ReturnData !== false) use(query);
  return queries.flatMap(({ Id, MetricStat }) => {
    if (!MetricStat || !used.has(Id)) return [];
    const { Namespace = "", MetricName = "", Dimensions: dimensions } = MetricStat.Metric;
    return [
      {
        ...{ namespace: Namespace, name: MetricName, dimensions: byName(dimensions) },
        periodSeconds: MetricStat.Period,
        statistic: MetricStat.Stat,
      },
    ];
  });
}

function byName(dimensions: z.infer<typeof Dimensions>): Record<string, string> {
  return Object.fromEntries((dimensions ?? []).map(({ Name, Value }) => [Name, Value]));
}
