import { describe, expect, it } from "vitest";
import { alarms } from "./alarms.ts";

const params = { region: "us-east-1" };
const asked = {
  operation: "DescribeAlarms",
  input: {},
  region: "us-east-1",
  observedAt: "2026-03-01T12:00:00.000Z",
};

describe("cloudwatch.alarms", () => {
  it("asks for both kinds of alarm, which AWS does not by itself", () => {
    expect(alarms.fact.ask(params, {})).toMatchObject([
      { input: { AlarmTypes: ["MetricAlarm", "CompositeAlarm"] } },
    ]);
  });

  it("reads metric and composite alarms of all pages, empty ones too", () => {
    const pages = [
      { ...asked, output: { MetricAlarms: [], CompositeAlarms: [] } },
      { ...asked, output: { CompositeAlarms: [{ AlarmName: "both", AlarmRule: "ALARM(a)" }] } },
      { ...asked, output: { MetricAlarms: [{ AlarmName: "a", MetricName: "UserErrors" }] } },
    ];

    expect(alarms.fact.normalise(pages, params)).toEqual({
      metric: [
        {
          name: "a",
          actionsEnabled: true,
          actions: [],
          isAutoScaling: false,
          watches: [
            {
              name: "UserErrors",
              namespace: "",
              dimensions: {},
              periodSeconds: undefined,
              statistic: undefined,
            },
          ],
          queries: [],
          evaluationPeriods: undefined,
          datapointsToAlarm: undefined,
          threshold: undefined,
          comparison: undefined,
          missingData: "missing",
        },
      ],
      composite: [{ name: "both", actionsEnabled: true, actions: [], rule: "ALARM(a)" }],
    });
  });

  it("leaves one's own alarms behind, composite ones first, and not those of auto scaling", () => {
    const output = {
      MetricAlarms: [
        { AlarmName: "writes throttled" },
        { AlarmName: "TargetTracking-table/lab-orders-AlarmHigh-1111" },
      ],
      CompositeAlarms: [{ AlarmName: "both", AlarmRule: 'ALARM("writes throttled")' }],
    };
    const value = alarms.fact.normalise([{ ...asked, output }], params);

    expect(alarms.fact.leavesBehind(value, params)).toEqual([
      {
        ...{ what: "alarm", name: "both", region: "us-east-1", cost: "costs" },
        command: "aws cloudwatch delete-alarms --region us-east-1 --alarm-names both",
      },
      {
        ...{ what: "alarm", name: "writes throttled", region: "us-east-1", cost: "costs" },
        command: "aws cloudwatch delete-alarms --region us-east-1 --alarm-names 'writes throttled'",
      },
    ]);
  });
});
