import { type Account, regionalState } from "../../accounts.ts";
import type { JsonObject } from "../../service.ts";

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** One alarm as it was put. Nothing is evaluated here: only SetAlarmState moves its state. */
export interface Alarm {
  readonly kind: "metric" | "composite";
  readonly name: string;
  readonly arn: string;
  /** What PutMetricAlarm or PutCompositeAlarm said, with AWS's defaults; shown as it is. */
  readonly settings: JsonObject;
  actionsEnabled: boolean;
  readonly alarmActions: readonly string[];
  /** Milliseconds since the epoch, as all times here. */
  readonly configuredAt: number;
  state: AlarmState;
  stateReason: string;
  stateReasonData?: string | undefined;
  stateUpdatedAt: number;
  stateTransitionedAt: number;
}

/** Alarms of one account in one region, by name. */
export const alarmsOf = regionalState((): Map<string, Alarm> => new Map());

/** Puts an alarm for a service that makes its own, as auto scaling does. */
export function putServiceAlarm(
  account: Account,
  region: string,
  alarm: {
    readonly name: string;
    readonly now: number;
    readonly settings: JsonObject;
    readonly actions: readonly string[];
  },
): string {
  const arn = `arn:aws:cloudwatch:${region}:${account.accountId}:alarm:${alarm.name}`;
  putAlarm(alarmsOf(account, region), {
    ...{ kind: "metric", name: alarm.name, arn, settings: alarm.settings },
    ...{ actionsEnabled: true, alarmActions: alarm.actions, now: alarm.now },
  });
  return arn;
}

/** A name that is put again gets the new settings as a whole, and keeps its state. */
export function putAlarm(
  alarms: Map<string, Alarm>,
  {
    now,
    ...alarm
  }: Pick<Alarm, "kind" | "name" | "arn" | "settings" | "actionsEnabled" | "alarmActions"> & {
    readonly now: number;
  },
): void {
  const before = alarms.get(alarm.name);
  alarms.set(alarm.name, {
    ...alarm,
    configuredAt: now,
    state: before?.state ?? "INSUFFICIENT_DATA",
    stateReason: before?.stateReason ?? "Unchecked: Initial alarm creation",
    stateReasonData: before?.stateReasonData,
    stateUpdatedAt: before?.stateUpdatedAt ?? now,
    stateTransitionedAt: before?.stateTransitionedAt ?? now,
  });
}

/** As AWS describes an alarm. */
export function describeAlarm(alarm: Alarm): JsonObject {
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    AlarmConfigurationUpdatedTimestamp: alarm.configuredAt / 1000,
    ...alarm.settings,
    ActionsEnabled: alarm.actionsEnabled,
    AlarmActions: [...alarm.alarmActions],
    StateValue: alarm.state,
    StateReason: alarm.stateReason,
    ...(alarm.stateReasonData === undefined ? {} : { StateReasonData: alarm.stateReasonData }),
    StateUpdatedTimestamp: alarm.stateUpdatedAt / 1000,
    StateTransitionedTimestamp: alarm.stateTransitionedAt / 1000,
  };
}
