import { setTimeout as delay } from "node:timers/promises";
import * as z from "zod";
import { stages } from "../infra/stages.ts";
import { type Resource, synthesize } from "../infra/synthesize.ts";
import { startCountedSystem } from "./counted-system.ts";

/** What is there and runs while nobody hands in. */
export interface IdleStage {
  /** Metrics that alarms watch. */
  readonly alarmMetrics: number;
  readonly dashboards: number;
  /** Custom metrics that the dashboard and the alarms show: the most that the functions send. */
  readonly customMetrics: number;
  /** Queues that Lambda polls. */
  readonly polledQueues: number;
  /** When each schedule calls: `rate(1 minute)`. */
  readonly schedules: readonly string[];
  readonly distributions: number;
  readonly functions: number;
  /** One run of the reconciler that finds nothing due. */
  readonly reconciler: {
    readonly readUnits: number;
    readonly calls: number;
    readonly logBytes: number;
  };
}

/** Production's resources as SST would make them, and the reconciler over an empty index. */
export async function countIdle(): Promise<IdleStage> {
  const { resources } = await synthesize("production", stages.production);
  const count = (type: string) => resources.filter((one) => one.isOurs && one.type === type).length;
  return {
    alarmMetrics: resources
      .filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm")
      .reduce((sum, alarm) => sum + metricsOf(alarm), 0),
    dashboards: count("aws:cloudwatch/dashboard:Dashboard"),
    customMetrics: customMetricsOf(resources),
    polledQueues: count("aws:lambda/eventSourceMapping:EventSourceMapping"),
    schedules: resources
      .filter(({ type }) => type === "aws:scheduler/schedule:Schedule")
      .map(({ inputs }) => Schedule.parse(inputs).scheduleExpression),
    distributions: count("aws:cloudfront/distribution:Distribution"),
    functions: count("aws:lambda/function:Function"),
    reconciler: await countReconciler(),
  };
}

const Schedule = z.object({ scheduleExpression: z.string() });

const Alarm = z.object({ metricQueries: z.array(z.object({ metric: z.unknown() })).optional() });

function metricsOf({ inputs }: Resource): number {
  const { metricQueries } = Alarm.parse(inputs);
  return metricQueries?.filter(({ metric }) => metric !== undefined).length ?? 1;
}

function customMetricsOf(resources: readonly Resource[]): number {
  const shown = resources
    .filter(({ type }) => type.startsWith("aws:cloudwatch/"))
    .flatMap(({ inputs }) => {
      const text = JSON.stringify(inputs).replaceAll("\\", "");
      return [
        ...text.matchAll(/"LabGrader","(\w+)"/g),
        ...text.matchAll(/"metricName":"(\w+)","namespace":"LabGrader"/g),
        ...text.matchAll(/"namespace":"LabGrader","metricName":"(\w+)"/g),
      ].map(([, name]) => name);
    });
  return new Set(shown).size;
}

const runs = 3;

async function countReconciler(): Promise<IdleStage["reconciler"]> {
  const system = await startCountedSystem({ learners: 1, reconcilerPeriodSeconds: 1 });
  const queries = () =>
    system.sandbox.calls
      .list({ operation: "Query" })
      .filter(({ callerArn }) => callerArn?.includes("lab-grader-reconciler")).length;
  try {
    const until = performance.now() + 30_000;
    const { counts } = await system.count(async () => {
      while (queries() < runs) {
        if (performance.now() > until) throw new Error("the reconciler does not run");
        await delay(20);
      }
    });
    const calls = [...counts.calls]
      .filter(([key]) => key.startsWith("reconciler "))
      .reduce((sum, [, each]) => sum + each, 0);
    const ran = queries();
    return {
      readUnits: counts.readUnits / ran,
      calls: calls / ran,
      logBytes: Math.round(Buffer.byteLength(system.logText()) / ran),
    };
  } finally {
    await system.close();
  }
}
