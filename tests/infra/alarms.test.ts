import { readFile } from "node:fs/promises";
import { cloudTimings } from "@lab-grader/core/grading/timings";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { stageNames, stages } from "./stages.ts";
import { accountId, region } from "./synthesize.ts";
import { shortName, synthesized, typeNames } from "./synthesized.ts";

const Alarm = z.object({
  name: z.string(),
  alarmDescription: z.string(),
  alarmActions: z.array(z.string()),
  okActions: z.array(z.string()),
  treatMissingData: z.string(),
  comparisonOperator: z.string(),
  threshold: z.number(),
  metricName: z.string(),
  dimensions: z.record(z.string(), z.string()),
});

const operations = await readFile(new URL("../../docs/operations.md", import.meta.url), "utf8");
const telemetry = await readFile(
  new URL("../../packages/functions/src/telemetry.ts", import.meta.url),
  "utf8",
);

describe.each(stageNames)("the alarms of %s", (stage) => {
  const app = synthesized(stage);
  const alarms = app.all(typeNames.alarm, Alarm);
  const topic = `arn:aws:sns:${region}:${accountId}:lab-grader-${stage}-alarms`;
  const named = (name: string) => alarms.find((one) => shortName(app, one.name) === name);

  it("tell the one topic when they begin and when they end", () => {
    for (const { alarmActions, okActions } of alarms) {
      expect(alarmActions).toEqual([topic]);
      expect(okActions).toEqual([topic]);
    }
  });

  it("are the sections of the runbook, no more and no fewer", () => {
    const runbook = operations.split("\n## Runbook\n")[1]?.split("\n## ")[0] ?? "";
    const sections = [...runbook.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);

    expect(sections).toEqual(
      [...alarms.map(({ name }) => shortName(app, name)), "monthly-budget"].sort(),
    );
  });

  it("name their section", () => {
    for (const { name, alarmDescription } of alarms)
      expect(alarmDescription).toMatch(
        new RegExp(` Runbook: docs/operations\\.md#${shortName(app, name)}$`),
      );
  });

  it("stand for every way in which submissions could rest unseen, and for sign-ins that fail", () => {
    const watched = Object.fromEntries(
      alarms.map(({ name, metricName, dimensions }) => [
        shortName(app, name),
        `${metricName} of ${Object.values(dimensions)
          .join(", ")
          .replaceAll(`lab-grader-${stage}-`, "")
          .replaceAll(/-[a-z]{8}(-id)?(?=$|,)/g, "")}`,
      ]),
    );

    expect(watched).toEqual({
      "access-lost": `AccessLost of lab-grader, ${stage}`,
      "api-faults": "5xx of ApiApi",
      "dead-letter-received": "Invocations of dead-letters",
      "dead-letter-waiting": "ApproximateAgeOfOldestMessage of DeadLettersQueue",
      "grader-errors": "Errors of grader",
      "grader-throttled": "Throttles of grader",
      "grading-late": "ApproximateAgeOfOldestMessage of GradingQueue",
      "job-failed": `JobFailed of lab-grader, ${stage}`,
      "reconciler-errors": "Errors of reconciler",
      "reconciler-faults": `ReconcilerFault of lab-grader, ${stage}`,
      "reconciler-silent": "Invocations of reconciler",
      "record-crashed": `RecordCrashed of lab-grader, ${stage}`,
      "regrade-late": "ApproximateAgeOfOldestMessage of RegradeQueue",
      "regrader-errors": "Errors of regrader",
      "sealer-errors": "Errors of sealer",
      "sign-in-errors": "Errors of sign-in-token",
    });
  });

  it("watch metrics of ours that the functions count", () => {
    const ours = alarms.filter(({ dimensions }) => "service" in dimensions);

    for (const { metricName } of ours) expect(telemetry).toContain(`| "${metricName}"`);
    expect(ours).toHaveLength(4);
  });

  it("take silence for trouble of the reconciler, and of nothing else", () => {
    const whenSilent = alarms.filter(({ treatMissingData }) => treatMissingData === "breaching");

    expect(whenSilent.map(({ name }) => shortName(app, name))).toEqual(["reconciler-silent"]);
    expect(named("reconciler-silent")).toMatchObject({
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
    });
  });

  it("give a submission the time that AWS and its retries need", () => {
    const retries = Array.from(
      { length: cloudTimings.maxReceiveCount - 1 },
      (_, receive) => cloudTimings.retryDelaySeconds * 2 ** receive,
    ).reduce((sum, seconds) => sum + seconds, 0);

    expect(named("grading-late")?.threshold).toBeGreaterThan(
      cloudTimings.waitingPeriodSeconds + retries,
    );
  });

  it("reach an operator by mail, if there is one", () => {
    const byMail = app.all(
      "aws:sns/topicSubscription:TopicSubscription",
      z.object({ topic: z.string(), protocol: z.string(), endpoint: z.string() }),
    );

    const expected =
      stage === "production"
        ? [{ topic, protocol: "email", endpoint: stages.production.LAB_GRADER_ALARM_EMAIL }]
        : [];
    expect(byMail).toMatchObject(expected);
    expect(byMail).toHaveLength(expected.length);
  });

  it("include a budget that speaks before the month is over", () => {
    const [budget] = app.all(
      "aws:budgets/budget:Budget",
      z.object({
        name: z.string(),
        limitAmount: z.string(),
        notifications: z.array(
          z.object({ notificationType: z.string(), subscriberSnsTopicArns: z.array(z.string()) }),
        ),
      }),
    );

    expect(budget?.name).toBe(`lab-grader-${stage}-monthly-budget`);
    expect(budget?.limitAmount).toBe("25.00");
    expect(budget?.notifications).toMatchObject([
      { notificationType: "ACTUAL", subscriberSnsTopicArns: [topic] },
      { notificationType: "FORECASTED", subscriberSnsTopicArns: [topic] },
    ]);
  });

  it("stand beside a dashboard that shows only what there is", () => {
    const [overview] = app.all(
      "aws:cloudwatch/dashboard:Dashboard",
      z.object({ dashboardBody: z.string().transform((text): unknown => JSON.parse(text)) }),
    );

    const { widgets } = z
      .object({
        widgets: z.array(
          z.object({
            properties: z.object({
              region: z.literal(region),
              metrics: z.array(z.array(z.unknown()).min(5)).min(1),
            }),
          }),
        ),
      })
      .parse(overview?.dashboardBody);
    const own = widgets
      .flatMap(({ properties }) => properties.metrics)
      .filter(([namespace]) => namespace === "LabGrader");
    for (const [, metric] of own) expect(telemetry).toContain(`| "${String(metric)}"`);
    expect(own.length).toBeGreaterThan(5);
  });
});
