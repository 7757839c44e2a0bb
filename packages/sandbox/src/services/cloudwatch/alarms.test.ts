import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox.ts";
import { aKey, aSandbox, clientConfig, learnerAccountId } from "../../testing.ts";

let sandbox: Sandbox;
let cloudWatch: CloudWatchClient;

beforeEach(async () => {
  sandbox = await aSandbox();
  cloudWatch = new CloudWatchClient(clientConfig(sandbox, "learner-14"));
});
afterEach(() => sandbox.close());

const topic = `arn:aws:sns:us-east-1:${learnerAccountId}:operators`;

function anAlarm(changes: Partial<PutMetricAlarmCommandInput> = {}): PutMetricAlarmCommand {
  return new PutMetricAlarmCommand({
    AlarmName: "writes-throttled",
    Namespace: "AWS/DynamoDB",
    MetricName: "WriteThrottleEvents",
    Dimensions: [{ Name: "TableName", Value: "lab-orders" }],
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 0,
    ComparisonOperator: "GreaterThanThreshold",
    AlarmActions: [topic],
    ...changes,
  });
}

describe("metric alarms", () => {
  it("are shown as they were put, with nothing that was not said", async () => {
    await cloudWatch.send(anAlarm());

    const { MetricAlarms, CompositeAlarms } = await cloudWatch.send(new DescribeAlarmsCommand());

    expect(CompositeAlarms).toEqual([]);
    expect(MetricAlarms).toEqual([
      {
        AlarmName: "writes-throttled",
        AlarmArn: `arn:aws:cloudwatch:us-east-1:${learnerAccountId}:alarm:writes-throttled`,
        AlarmConfigurationUpdatedTimestamp: expect.any(Date),
        ActionsEnabled: true,
        OKActions: [],
        AlarmActions: [topic],
        InsufficientDataActions: [],
        StateValue: "INSUFFICIENT_DATA",
        StateReason: "Unchecked: Initial alarm creation",
        StateUpdatedTimestamp: expect.any(Date),
        StateTransitionedTimestamp: expect.any(Date),
        MetricName: "WriteThrottleEvents",
        Namespace: "AWS/DynamoDB",
        Statistic: "Sum",
        Dimensions: [{ Name: "TableName", Value: "lab-orders" }],
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 0,
        ComparisonOperator: "GreaterThanThreshold",
      },
    ]);
  });

  it("come a hundred on a page, and those of another region not at all", async () => {
    const other = new CloudWatchClient({
      ...clientConfig(sandbox, "learner-14"),
      region: "us-west-2",
    });
    for (let number = 0; number < 101; number += 1)
      await cloudWatch.send(anAlarm({ AlarmName: `alarm-${String(number).padStart(3, "0")}` }));
    await other.send(anAlarm());

    const first = await cloudWatch.send(new DescribeAlarmsCommand());
    const second = await cloudWatch.send(new DescribeAlarmsCommand({ NextToken: first.NextToken }));

    expect(first.MetricAlarms).toHaveLength(100);
    expect(second.MetricAlarms?.map((alarm) => alarm.AlarmName)).toEqual(["alarm-100"]);
    expect(second.NextToken).toBeUndefined();
  });

  it("keep their state when they are put again, and lose their old settings", async () => {
    await cloudWatch.send(anAlarm({ TreatMissingData: "notBreaching" }));
    await cloudWatch.send(
      new SetAlarmStateCommand({
        AlarmName: "writes-throttled",
        StateValue: "ALARM",
        StateReason: "a drill",
      }),
    );
    await cloudWatch.send(anAlarm({ Threshold: 5 }));
    await cloudWatch.send(new DisableAlarmActionsCommand({ AlarmNames: ["writes-throttled"] }));

    const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand());

    expect(MetricAlarms[0]).toMatchObject({
      StateValue: "ALARM",
      Threshold: 5,
      ActionsEnabled: false,
    });
    expect(MetricAlarms[0]).not.toHaveProperty("TreatMissingData");
  });

  it.each([
    ["an unknown way with missing data", { TreatMissingData: "never" }, /TreatMissingData/],
    ["a period of 90 seconds", { Period: 90 }, /multiple of 60/],
    ["more than a day", { Period: 300, EvaluationPeriods: 289 }, /more than a day/],
    ["an action that is no ARN", { AlarmActions: ["operators"] }, /Invalid arn syntax/],
    ["no statistic", { Statistic: undefined }, /Statistic/],
    [
      "no metric that returns data",
      {
        MetricName: undefined,
        Metrics: [{ Id: "m1", Expression: "TIME_SERIES(1)", ReturnData: false }],
      },
      /return data/,
    ],
  ])("are refused with %s", async (_case, changes, message) => {
    await expect(cloudWatch.send(anAlarm(changes))).rejects.toMatchObject({
      name: expect.stringMatching(/^Validation/),
      message: expect.stringMatching(message),
    });
  });

  it("are found for a metric by the exact set of its dimensions", async () => {
    await cloudWatch.send(anAlarm());
    const find = (Dimensions: PutMetricAlarmCommandInput["Dimensions"]) =>
      cloudWatch.send(
        new DescribeAlarmsForMetricCommand({
          Namespace: "AWS/DynamoDB",
          MetricName: "WriteThrottleEvents",
          Dimensions,
        }),
      );

    const exact = await find([{ Name: "TableName", Value: "lab-orders" }]);
    const none = await find([]);

    expect(exact.MetricAlarms).toHaveLength(1);
    expect(none.MetricAlarms).toEqual([]);
  });

  it("that are named wrongly do not keep the others from being deleted", async () => {
    await cloudWatch.send(anAlarm());

    const deletion = cloudWatch.send(
      new DeleteAlarmsCommand({ AlarmNames: ["writes-throttled", "nothing"] }),
    );

    await expect(deletion).rejects.toMatchObject({ name: "ResourceNotFound" });
    const { MetricAlarms } = await cloudWatch.send(new DescribeAlarmsCommand());
    expect(MetricAlarms).toEqual([]);
  });
});

describe("composite alarms", () => {
  it("need the alarms of their rule, and are shown only to who asks for them", async () => {
    const composite = new PutCompositeAlarmCommand({
      AlarmName: "orders-suffer",
      AlarmRule: 'ALARM("writes-throttled")',
      AlarmActions: [topic],
    });
    await expect(cloudWatch.send(composite)).rejects.toMatchObject({
      name: expect.stringMatching(/^Validation/),
    });
    await cloudWatch.send(anAlarm());
    await cloudWatch.send(composite);

    const byDefault = await cloudWatch.send(new DescribeAlarmsCommand());
    const both = await cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmTypes: ["MetricAlarm", "CompositeAlarm"] }),
    );

    expect(byDefault.CompositeAlarms).toEqual([]);
    expect(both.MetricAlarms).toHaveLength(1);
    expect(both.CompositeAlarms).toMatchObject([
      { AlarmName: "orders-suffer", AlarmRule: 'ALARM("writes-throttled")', AlarmActions: [topic] },
    ]);
  });

  it("need a permission on everything", async () => {
    sandbox.createAccount({
      accountId: "100000000015",
      accessKeys: [
        aKey("learner-15", {
          Alarms: {
            Version: "2012-10-17",
            Statement: {
              Effect: "Allow",
              Action: "cloudwatch:DescribeAlarms",
              Resource: "arn:aws:cloudwatch:*:*:alarm:*",
            },
          },
        }),
      ],
    });
    const narrow = new CloudWatchClient(clientConfig(sandbox, "learner-15"));

    await expect(narrow.send(new DescribeAlarmsCommand())).resolves.toMatchObject({
      MetricAlarms: [],
    });
    await expect(
      narrow.send(new DescribeAlarmsCommand({ AlarmTypes: ["CompositeAlarm"] })),
    ).rejects.toMatchObject({ name: expect.stringMatching(/^AccessDenied/) });
  });
});
