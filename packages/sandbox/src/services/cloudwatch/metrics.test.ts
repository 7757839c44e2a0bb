import {
  CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox.ts";
import { aSandbox, clientConfig } from "../../testing.ts";

const noon = Date.parse("2026-03-01T12:00:00.000Z");
const minute = 60_000;
let sandbox: Sandbox;
let cloudWatch: CloudWatchClient;

beforeEach(async () => {
  sandbox = await aSandbox();
  cloudWatch = new CloudWatchClient(clientConfig(sandbox, "learner-14"));
});
afterEach(() => sandbox.close());

async function put(values: readonly number[], minutesAfterNoon = 0): Promise<void> {
  await cloudWatch.send(
    new PutMetricDataCommand({
      Namespace: "Shop",
      MetricData: values.map((Value) => ({
        MetricName: "Orders",
        Dimensions: [{ Name: "Desk", Value: "1" }],
        Timestamp: new Date(noon + minutesAfterNoon * minute),
        Value,
      })),
    }),
  );
}

function askFor(Stat: string, changes: Partial<GetMetricDataCommandInput> = {}, Period = 60) {
  const Dimensions = [{ Name: "Desk", Value: "1" }];
  const Metric = { Namespace: "Shop", MetricName: "Orders", Dimensions };
  return cloudWatch.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ Id: "m0", MetricStat: { Metric, Period, Stat } }],
      StartTime: new Date(noon),
      EndTime: new Date(noon + 10 * minute),
      ...changes,
    }),
  );
}

describe("metrics", () => {
  it("are told per period, newest first, and not at all where nothing was measured", async () => {
    await put([1, 2, 3]);
    await put([10], 5);

    const { MetricDataResults } = await askFor("Sum");

    expect(MetricDataResults).toEqual([
      {
        Id: "m0",
        Label: "Orders",
        Timestamps: [new Date(noon + 5 * minute), new Date(noon)],
        Values: [10, 6],
        StatusCode: "Complete",
      },
    ]);
  });

  it.each([
    ["SampleCount", 4],
    ["Average", 4],
    ["Maximum", 10],
    ["Minimum", 1],
    ["p50", 2],
    ["p90", 10],
  ])("are told as %s", async (stat, expected) => {
    await put([1, 2, 3, 10]);

    const { MetricDataResults } = await askFor(stat, {}, 300);

    expect(MetricDataResults?.[0]?.Values).toEqual([expected]);
  });

  it("end before the end of the window, and continue on a further page", async () => {
    await put([1]);
    await put([2], 1);
    await put([3], 2);
    const ask = { EndTime: new Date(noon + 2 * minute), MaxDatapoints: 1 };

    const first = await askFor("Sum", ask);
    const second = await askFor("Sum", { ...ask, NextToken: first.NextToken });

    expect(first.MetricDataResults).toMatchObject([{ Values: [2], StatusCode: "PartialData" }]);
    expect(second.MetricDataResults).toMatchObject([{ Values: [1], StatusCode: "Complete" }]);
    expect(second.NextToken).toBeUndefined();
  });

  it("of another set of dimensions are other metrics", async () => {
    await put([1]);

    const { Datapoints } = await cloudWatch.send(
      new GetMetricStatisticsCommand({
        Namespace: "Shop",
        MetricName: "Orders",
        StartTime: new Date(noon),
        EndTime: new Date(noon + minute),
        Period: 60,
        Statistics: ["Sum"],
      }),
    );

    expect(Datapoints).toEqual([]);
  });

  it("are listed by name and dimension, for two weeks", async () => {
    await cloudWatch.send(
      new PutMetricDataCommand({
        Namespace: "Shop",
        MetricData: [
          { MetricName: "Orders", Value: 1, Dimensions: [{ Name: "Desk", Value: "1" }] },
          { MetricName: "Orders", Value: 1 },
        ],
      }),
    );

    const all = await cloudWatch.send(new ListMetricsCommand({ Namespace: "Shop" }));
    const desks = await cloudWatch.send(new ListMetricsCommand({ Dimensions: [{ Name: "Desk" }] }));

    expect(all.Metrics).toHaveLength(2);
    expect(desks.Metrics).toEqual([
      {
        Namespace: "Shop",
        MetricName: "Orders",
        Dimensions: [{ Name: "Desk", Value: "1" }],
      },
    ]);
  });

  it("of AWS's own namespaces can't be sent by anybody else", async () => {
    const sending = cloudWatch.send(
      new PutMetricDataCommand({
        Namespace: "AWS/DynamoDB",
        MetricData: [{ MetricName: "UserErrors", Value: 0 }],
      }),
    );

    await expect(sending).rejects.toMatchObject({ name: "InvalidParameterValueException" });
  });

  it("are refused as more than 1,440 datapoints, and as a window that ends before it begins", async () => {
    const ask = (StartTime: Date, EndTime: Date) =>
      cloudWatch.send(
        new GetMetricStatisticsCommand({
          ...{ Namespace: "Shop", MetricName: "Orders", Period: 60, Statistics: ["Sum"] },
          ...{ StartTime, EndTime },
        }),
      );

    await expect(ask(new Date(noon), new Date(noon + 1441 * minute))).rejects.toMatchObject({
      name: "InvalidParameterCombinationException",
    });
    await expect(ask(new Date(noon), new Date(noon))).rejects.toMatchObject({
      name: "InvalidParameterValueException",
    });
  });
});
