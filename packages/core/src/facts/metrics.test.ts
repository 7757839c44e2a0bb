import { describe, expect, it } from "vitest";
import { metrics } from "./metrics.ts";

const question = {
  namespace: "AWS/DynamoDB",
  metric: "SuccessfulRequestLatency",
  dimensions: { TableName: "lab-orders", Operation: "Query" },
  statistic: "p95",
};
const idle = { ...question, metric: "SystemErrors", statistic: "Sum" };
const params = {
  region: "us-east-1",
  metrics: [question, idle],
  windowMinutes: 60,
  periodSeconds: 300,
};
const asked = {
  operation: "GetMetricData",
  input: {},
  region: "us-east-1",
  observedAt: "2026-03-01T12:00:00.000Z",
};

describe("cloudwatch.metrics", () => {
  it("asks for all metrics in one call, back from the moment of asking", () => {
    expect(metrics.fact.ask(params, {})).toMatchObject([
      {
        operation: "GetMetricData",
        input: {
          StartTime: "$now-3600",
          EndTime: "$now+60",
          MetricDataQueries: [
            {
              Id: "m0",
              MetricStat: {
                Metric: {
                  MetricName: "SuccessfulRequestLatency",
                  Dimensions: [
                    { Name: "TableName", Value: "lab-orders" },
                    { Name: "Operation", Value: "Query" },
                  ],
                },
                Period: 300,
                Stat: "p95",
              },
            },
            { Id: "m1" },
          ],
        },
      },
    ]);
  });

  it("puts the pages of a series together, and keeps no data apart from zero", () => {
    const page = (Values: number[], Timestamps: string[], StatusCode: string) => ({
      ...asked,
      output: { MetricDataResults: [{ Id: "m0", Values, Timestamps, StatusCode }] },
    });
    const answers = [
      page([4], ["2026-03-01T11:00:00.000Z"], "PartialData"),
      page([9, 6], ["2026-03-01T11:05:00.000Z", "2026-03-01T11:10:00.000Z"], "Complete"),
    ];

    expect(metrics.fact.normalise(answers, params)).toMatchObject([
      {
        metric: "SuccessfulRequestLatency",
        points: [{ value: 4 }, { value: 9 }, { value: 6, at: "2026-03-01T11:10:00.000Z" }],
        sum: 19,
        maximum: 9,
        isWhole: true,
      },
      { metric: "SystemErrors", points: [], sum: undefined, maximum: undefined, isWhole: true },
    ]);
  });
});
