import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest, IamRequest, JsonObject } from "../../service.ts";
import { notInSandbox } from "../not-in-sandbox.ts";
import { parseInput, validationError } from "../query-input.ts";
import { type Alarm, alarmsOf, describeAlarm } from "./alarm.ts";
import {
  alarmArn,
  areSameDimensions,
  DimensionList,
  dimensionsOf,
  MetricName,
  Namespace,
  offsetOf,
  onEverything,
  Statistic,
  Unit,
} from "./shapes.ts";

const AlarmNames = z.array(z.string().min(1).max(255)).max(100);
const StateValue = z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]);
const DescribeAlarmsInput = z.strictObject({
  AlarmNames: AlarmNames.optional(),
  AlarmNamePrefix: z.string().min(1).max(255).optional(),
  AlarmTypes: z.array(z.enum(["MetricAlarm", "CompositeAlarm"])).optional(),
  ChildrenOfAlarmName: z.string().optional(),
  ParentsOfAlarmName: z.string().optional(),
  StateValue: StateValue.optional(),
  ActionPrefix: z.string().min(1).max(1024).optional(),
  MaxRecords: z.int().min(1).max(100).default(100),
  NextToken: z.string().optional(),
});
const DescribeAlarmsForMetricInput = z.strictObject({
  MetricName,
  Namespace,
  Statistic: Statistic.optional(),
  ExtendedStatistic: z.string().optional(),
  Dimensions: DimensionList.optional(),
  Period: z.int().min(1).optional(),
  Unit: Unit.optional(),
});
const NamesInput = z.strictObject({ AlarmNames });
const SetAlarmStateInput = z.strictObject({
  AlarmName: z.string().min(1).max(255),
  StateValue,
  StateReason: z.string().max(1023),
  StateReasonData: z.string().max(4000).optional(),
});

/** Without AlarmTypes only metric alarms are answered, even where composite ones exist. */
export const describeAlarms: AwsOperation = {
  iam: (request) => {
    const types = request.input.AlarmTypes;
    const asksComposite = Array.isArray(types) && types.includes("CompositeAlarm");
    return {
      action: "cloudwatch:DescribeAlarms",
      // Composite alarms are shown only to a permission on `*`:
      // docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
      resources: [asksComposite ? "*" : alarmArn(request, "*")],
    };
  },
  answer(request) {
    const input = parseInput(DescribeAlarmsInput, request.input);
    if (input.AlarmNames !== undefined && input.AlarmNamePrefix !== undefined)
      throw validationError("AlarmNamePrefix and AlarmNames are mutually exclusive");
    if (input.ChildrenOfAlarmName !== undefined || input.ParentsOfAlarmName !== undefined)
      throw notInSandbox("DescribeAlarms by ChildrenOfAlarmName or ParentsOfAlarmName");
    const types = input.AlarmTypes ?? ["MetricAlarm"];
    const { AlarmNames: names, AlarmNamePrefix = "", ActionPrefix = "", StateValue: state } = input;
    const found = sorted(request).filter(
      (alarm) =>
        types.includes(alarm.kind === "metric" ? "MetricAlarm" : "CompositeAlarm") &&
        (names === undefined || names.includes(alarm.name)) &&
        alarm.name.startsWith(AlarmNamePrefix) &&
        (state === undefined || alarm.state === state) &&
        (ActionPrefix === "" || alarm.alarmActions.some((one) => one.startsWith(ActionPrefix))),
    );
    const start = offsetOf(input.NextToken);
    const end = start + input.MaxRecords;
    const page = found.slice(start, end);
    const ofKind = (kind: Alarm["kind"]) =>
      page.filter((alarm) => alarm.kind === kind).map(describeAlarm);
    return {
      CompositeAlarms: ofKind("composite"),
      MetricAlarms: ofKind("metric"),
      ...(end < found.length ? { NextToken: String(end) } : {}),
    };
  },
};

/** Needs the exact set of dimensions, and knows neither metric math nor composite alarms. */
export const describeAlarmsForMetric: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const { Dimensions, ...wanted } = parseInput(DescribeAlarmsForMetricInput, request.input);
    const dimensions = dimensionsOf(Dimensions);
    const found = sorted(request).filter(({ kind, settings }) => {
      const own = DimensionList.safeParse(settings.Dimensions);
      return (
        kind === "metric" &&
        own.success &&
        areSameDimensions(dimensionsOf(own.data), dimensions) &&
        Object.entries(wanted).every(([name, value]) => settings[name] === value)
      );
    });
    return { MetricAlarms: found.map(describeAlarm) };
  },
};

export const deleteAlarms: AwsOperation = {
  iam: onAlarms,
  answer(request) {
    const { AlarmNames: names } = parseInput(NamesInput, request.input);
    const alarms = alarmsOf(request.account, request.region);
    if (names.filter((name) => alarms.get(name)?.kind === "composite").length > 1)
      throw validationError("You can delete only one composite alarm at a time");
    // The right names are deleted although others are wrong, as on AWS.
    const missing = names.filter((name) => !alarms.delete(name));
    if (missing.length > 0) throw notFound(`Alarms [${missing.join(", ")}] do not exist`);
    return {};
  },
};

export const enableAlarmActions = switchActions(true);
export const disableAlarmActions = switchActions(false);

export const setAlarmState: AwsOperation = {
  iam: (request) => ({
    action: "cloudwatch:SetAlarmState",
    resources: [alarmArn(request, String(request.input.AlarmName ?? ""))],
  }),
  answer(request) {
    const input = parseInput(SetAlarmStateInput, request.input);
    const alarm = alarmsOf(request.account, request.region).get(input.AlarmName);
    if (alarm === undefined) throw notFound("Unknown alarm");
    if (alarm.state !== input.StateValue) alarm.stateTransitionedAt = request.now;
    alarm.state = input.StateValue;
    alarm.stateReason = input.StateReason;
    alarm.stateReasonData = input.StateReasonData;
    alarm.stateUpdatedAt = request.now;
    return {};
  },
};

/** Names that no alarm has are passed over. */
function switchActions(isEnabled: boolean): AwsOperation {
  return {
    iam: onAlarms,
    answer(request): JsonObject {
      const { AlarmNames: names } = parseInput(NamesInput, request.input);
      for (const name of names) {
        const alarm = alarmsOf(request.account, request.region).get(name);
        if (alarm !== undefined) alarm.actionsEnabled = isEnabled;
      }
      return {};
    },
  };
}

function onAlarms(request: AwsRequest): IamRequest {
  const names = Array.isArray(request.input.AlarmNames) ? request.input.AlarmNames : [];
  return {
    action: `cloudwatch:${request.operation}`,
    resources: names.map((name) => alarmArn(request, String(name))),
  };
}

function sorted({ account, region }: AwsRequest): Alarm[] {
  return [...alarmsOf(account, region).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function notFound(message: string): AwsError {
  return new AwsError("ResourceNotFound", message, { httpStatus: 404 });
}
