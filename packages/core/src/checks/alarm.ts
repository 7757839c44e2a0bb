import * as z from "zod";
import { type Alarms, alarms, type MetricAlarm } from "../facts/alarms.ts";
import { TableName } from "../facts/table-params.ts";
import { defineReasons } from "../reasons/reason.ts";
import {
  AlarmExpect,
  alarmLineReasons,
  alarmLines,
  describeAlarmLines,
  type RightAlarm,
} from "./alarm-lines.ts";
import { defineCheck, everyLine, type Line, type Say } from "./check.ts";
import { tellersOf } from "./composite-alarms.ts";
import { existingTable, TableWhere, tableFacts, tableReasons } from "./existing-table.ts";
import {
  describeDimensionNames,
  describeDimensions,
  isOfWholeAccount,
  type WantedMetrics,
  watching,
} from "./watched-metric.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...alarmLineReasons,
  "cloudwatch.alarm.none": {
    short: "no alarm on it",
    found: "no alarm of {region} watches {metric}",
    doNext: "Make an alarm on the metric, with an action.",
  },
  "cloudwatch.alarm.only_auto_scaling": {
    short: "only auto scaling's own alarms",
    found: 'only alarms that auto scaling made for itself watch {metric}, "{alarm}" for instance',
    doNext: "Make an alarm of your own: those of auto scaling change capacity and tell no person.",
  },
  "cloudwatch.alarm.wrong_dimensions": {
    short: "the alarm never gets data",
    found:
      '"{alarm}" watches {metric} of "{found}", but AWS sends it with {wanted}: no data ever comes',
    doNext: "Make the alarm on the metric with the dimensions that AWS sends.",
    read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html",
  },
  "cloudwatch.alarm.elsewhere": {
    short: "the alarm watches something else",
    found: '"{alarm}" watches {metric} of "{found}"',
    doNext: "Make the alarm on the metric of the table or index that is asked for.",
  },
  "cloudwatch.alarm.query": {
    short: "an alarm we can't read",
    found: '"{alarm}" asks for {metric} by a query, which this grader does not read',
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
});

const Metric = z.string().min(1).max(255);
const Where = TableWhere.extend({
  metric: z
    .union([Metric, z.array(Metric).min(1)])
    .describe("Name of the metric, or a list of which any one will do: WriteThrottleEvents."),
  index: TableName.optional().describe(
    "Name of the global index whose metric it is; absent: the table's own.",
  ),
  dimensions: z
    .record(z.string(), z.union([z.string(), z.array(z.string()).min(1)]))
    .optional()
    .describe(
      "Values of further dimensions, or lists of which any one will do: { Operation: Query }. They are " +
        "asked of the metrics that have them; absent: any.",
    ),
  namespace: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe("Namespace of the metric; AWS/DynamoDB. In others all dimensions are given."),
});
type Where = z.infer<typeof Where>;

export const alarm = defineCheck({
  kind: "cloudwatch.alarm",
  summary:
    "An alarm of one's own watches the metric under the dimensions that AWS sends it with, and tells somebody.",
  read: "docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
  where: Where,
  expect: AlarmExpect,
  defaultExpect: { actionsEnabled: true, actions: { atLeast: 1 } },
  example: { where: { metric: "WriteThrottleEvents" } },
  reasons,
  facts: (where) => ({ alarms: alarms({ region: where.region }), ...tableFacts(where) }),
  // One alarm among many is enough, so a list without its last pages can show it.
  existential: ["alarms"],
  expected: (expect, where) =>
    [`an alarm on ${describeWanted(where)}`, describeAlarmLines(expect)].filter(Boolean).join(", "),
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const wanted = wantedMetrics(where);
    const own = facts.alarms.metric.filter((one) => !one.isAutoScaling);
    const [best] = own
      .flatMap((one) => rightAlarms(one, facts.alarms, wanted))
      .map((right) => alarmLines(right, expect, say))
      .toSorted((a, b) => metLines(b) - metLines(a));
    if (best) {
      const lines = Object.keys(best).length === 0 ? { it: say.met() } : best;
      return { kind: "judged", lines };
    }
    const query = own.find(({ queries }) =>
      queries.some((text) => wanted.metrics.some((metric) => text.includes(metric))),
    );
    if (query) {
      const params = { alarm: query.name, metric: wanted.metrics.join(", ") };
      return { ...say.unknown("rubric", "cloudwatch.alarm.query", params), by: ["alarms"] };
    }
    const line = nearestLine(facts.alarms, wanted, where, say);
    return { kind: "judged", lines: everyLine(expect, line) };
  },
});

function wantedMetrics(where: Where): WantedMetrics {
  const { metric, namespace = "AWS/DynamoDB", table, index, dimensions = {} } = where;
  const metrics = typeof metric === "string" ? [metric] : metric;
  const values = Object.entries(dimensions).map(([name, value]) => [name, [value].flat()]);
  return { metrics, namespace, table, index, dimensions: Object.fromEntries(values) };
}

function rightAlarms(
  one: MetricAlarm,
  { composite }: Alarms,
  wanted: WantedMetrics,
): readonly RightAlarm[] {
  return one.watches
    .filter((watched) => watching(watched, wanted) === "right")
    .map((watched) => ({ alarm: one, watched, tellers: tellersOf(one, composite) }));
}

/** What comes closest: dimensions without data, then another table, then auto scaling's own. */
function nearestLine(
  { metric: all }: Alarms,
  wanted: WantedMetrics,
  { region }: Where,
  say: Say<typeof reasons>,
): Line {
  const seen = all.flatMap((one) =>
    one.watches.map((watched) => ({ one, watched, how: watching(watched, wanted) })),
  );
  const own = seen.filter(({ one }) => !one.isAutoScaling);
  const silent = own.find(({ how }) => how === "silent");
  if (silent) {
    const { one, watched } = silent;
    return say.notMet("cloudwatch.alarm.wrong_dimensions", {
      ...{ alarm: one.name, metric: watched.name },
      found: describeDimensions(watched.dimensions),
      wanted: describeDimensionNames(watched.name, wanted),
    });
  }
  const elsewhere = own.find(({ how }) => how === "elsewhere");
  if (elsewhere) {
    const { one, watched } = elsewhere;
    const found = describeDimensions(watched.dimensions);
    return say.notMet("cloudwatch.alarm.elsewhere", {
      ...{ alarm: one.name, metric: watched.name, found },
    });
  }
  const metric = wanted.metrics.join(" or ");
  const scaling = seen.find(({ how }) => how === "right");
  return scaling
    ? say.notMet("cloudwatch.alarm.only_auto_scaling", { metric, alarm: scaling.one.name })
    : say.notMet("cloudwatch.alarm.none", { metric, region });
}

function describeWanted(where: Where): string {
  const { metrics, table, index, dimensions } = wantedMetrics(where);
  const isOfAccount = metrics.every((name) => isOfWholeAccount(name, wantedMetrics(where)));
  const of = isOfAccount
    ? `account and region (${where.region})`
    : [table, index].filter((name) => name !== undefined).join(" / ");
  const others = Object.entries(dimensions).map(([name, any]) => `, ${name} ${any.join(" or ")}`);
  return `${metrics.join(" or ")} of ${of}${others.join("")}`;
}

function metLines(lines: Readonly<Record<string, Line>>): number {
  return Object.values(lines).filter((line) => line.met).length;
}
