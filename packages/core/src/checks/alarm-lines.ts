import * as z from "zod";
import type { CompositeAlarm, MetricAlarm, WatchedMetric } from "../facts/alarms.ts";
import { defineReasons } from "../reasons/reason.ts";
import type { Line, Say } from "./check.ts";
import { describeExpectation, type Expectation, expectation, isAsExpected } from "./expectation.ts";

/** The reasons of an alarm that watches the right thing. */
export const alarmLineReasons = defineReasons({
  "cloudwatch.alarm.actions_off": {
    short: "the alarm's actions are off",
    found: '"{alarm}" watches it, but its ActionsEnabled is false',
    doNext: "Turn on the actions of the alarm.",
    read: "docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_EnableAlarmActions.html",
  },
  "cloudwatch.alarm.actions_on": {
    short: "the alarm's actions are on",
    found: 'ActionsEnabled of "{alarm}" is true',
    doNext: "Turn off the actions of the alarm.",
  },
  "cloudwatch.alarm.other_actions": {
    short: "{found} alarm actions",
    found: '"{alarm}" watches it, and has {found} AlarmActions, its composite alarms included',
    doNext:
      "Give the alarm as many actions as are asked for, the ARN of an SNS topic for instance: an alarm " +
      "without one changes its colour and tells nobody.",
  },
  "cloudwatch.alarm.other_setting": {
    short: "{setting} {found}",
    found: '{setting} of "{alarm}" is {found}',
    doNext: "Set it as asked.",
  },
});

const number = expectation(z.number());
const text = expectation(z.string().min(1));

export const AlarmExpect = z.strictObject({
  actionsEnabled: z
    .boolean()
    .optional()
    .describe("Whether the alarm, or a composite alarm that goes off with it, may act; true."),
  actions: number
    .optional()
    .describe("Number of actions on ALARM, those of composite alarms included; 1 or more."),
  periodSeconds: number.optional().describe("Length of one period, in seconds; no default."),
  evaluationPeriods: number
    .optional()
    .describe("Number of periods that are looked at together; no default."),
  threshold: number
    .optional()
    .describe("Value that is compared with, in the metric's own unit; no default."),
  comparison: text
    .optional()
    .describe("ComparisonOperator, GreaterThanThreshold for instance; no default."),
  statistic: text
    .optional()
    .describe("Sum, Average, Maximum, Minimum, SampleCount or a percentile like p99; no default."),
  missingData: text
    .optional()
    .describe(
      "What periods without data count as: notBreaching, breaching, ignore or missing; no default.",
    ),
});
export type AlarmExpect = z.infer<typeof AlarmExpect>;

/** AWS's own words for the lines that ask for a setting. */
const settingOf = {
  periodSeconds: "Period",
  evaluationPeriods: "EvaluationPeriods",
  threshold: "Threshold",
  comparison: "ComparisonOperator",
  statistic: "Statistic",
  missingData: "TreatMissingData",
} as const;

/** For a person: what must be true of the alarm. */
export function describeAlarmLines(expect: AlarmExpect): string {
  const { actionsEnabled, actions, ...settings } = expect;
  return [
    actionsEnabled !== undefined && `actions ${actionsEnabled ? "on" : "off"}`,
    actions !== undefined && `${describeExpectation(actions, "actions")}`,
    ...(Object.keys(settingOf) as (keyof typeof settingOf)[]).map((line) => {
      const wanted = settings[line];
      const unit = line === "periodSeconds" ? "seconds" : undefined;
      return wanted !== undefined && `${settingOf[line]} ${describeExpectation(wanted, unit)}`;
    }),
  ]
    .filter(Boolean)
    .join(", ");
}

/** One alarm that watches the right metric, with whatever tells of it. */
export interface RightAlarm {
  readonly alarm: MetricAlarm;
  readonly watched: WatchedMetric;
  readonly tellers: readonly (MetricAlarm | CompositeAlarm)[];
}

/** A verdict for each line that the author has written. */
export function alarmLines(
  { alarm, watched, tellers }: RightAlarm,
  expect: AlarmExpect,
  say: Say<typeof alarmLineReasons>,
): Record<string, Line> {
  const lines: Record<string, Line> = {};
  const { name } = alarm;
  const acting = tellers.filter(({ actions }) => actions.length > 0);
  const isEnabled = (acting.length > 0 ? acting : [alarm]).some((one) => one.actionsEnabled);
  if (expect.actionsEnabled !== undefined) {
    lines.actionsEnabled =
      expect.actionsEnabled === isEnabled
        ? say.met()
        : say.notMet(isEnabled ? "cloudwatch.alarm.actions_on" : "cloudwatch.alarm.actions_off", {
            alarm: name,
          });
  }
  const actions = new Set(tellers.flatMap((teller) => teller.actions)).size;
  if (expect.actions !== undefined) {
    lines.actions = isAsExpected(expect.actions, actions)
      ? say.met()
      : say.notMet("cloudwatch.alarm.other_actions", { alarm: name, found: actions });
  }
  const settings: readonly (readonly [
    keyof AlarmExpect,
    setting: string,
    wanted: Expectation<number> | Expectation<string> | undefined,
    found: number | string | undefined,
  ])[] = [
    ["periodSeconds", "Period", expect.periodSeconds, watched.periodSeconds],
    ["evaluationPeriods", "EvaluationPeriods", expect.evaluationPeriods, alarm.evaluationPeriods],
    ["threshold", "Threshold", expect.threshold, alarm.threshold],
    ["comparison", "ComparisonOperator", expect.comparison, alarm.comparison],
    ["statistic", "Statistic", expect.statistic, watched.statistic],
    ["missingData", "TreatMissingData", expect.missingData, alarm.missingData],
  ];
  for (const [line, setting, wanted, found] of settings) {
    if (wanted === undefined) continue;
    lines[line] = isAsExpected(wanted, found)
      ? say.met()
      : say.notMet("cloudwatch.alarm.other_setting", {
          ...{ alarm: name, setting, found: found ?? "not set" },
        });
  }
  return lines;
}
