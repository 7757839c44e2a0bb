import { assumptions, gigabyte, memoryGb, monthSeconds } from "./assumptions.ts";
import { type BillLine, times } from "./bill.ts";
import type { IdleStage } from "./count-idle.ts";
import { lambdaLogBytes } from "./platform-logs.ts";
import { runsAMonth } from "./scheduled-runs.ts";

/** A month in which nobody hands in. */
export function idleBill(idle: IdleStage): readonly BillLine[] {
  const { reconciler } = idle;
  // Nearly all are the reconciler's, so the others are counted as runs of it.
  const runs = idle.schedules.reduce((sum, schedule) => sum + runsAMonth(schedule), 0);
  const runMs = assumptions.reconcilerCpuMs + reconciler.calls * assumptions.ownCallMs;
  const logBytes = runs * (reconciler.logBytes + lambdaLogBytes);
  const polls =
    idle.polledQueues * assumptions.pollers * (monthSeconds / assumptions.longPollSeconds);
  return [
    { what: "dashboard", price: "dashboard", count: idle.dashboards },
    { what: "alarms", price: "alarm", count: idle.alarmMetrics },
    { what: "polling of empty queues", price: "emptyReceive", count: polls },
    { what: "schedules: runs", price: "scheduledRun", count: runs },
    { what: "schedules: Lambda requests", price: "invocation", count: runs },
    { what: "schedules: computing", price: "compute", count: (runMs / 1000) * memoryGb * runs },
    { what: "schedules: reads", price: "tableRead", count: reconciler.readUnits * runs },
    { what: "schedules: logs", price: "log", count: logBytes / gigabyte },
    { what: "schedules: logs, kept a month", price: "logStorage", count: logBytes / gigabyte },
  ];
}

/** A month of a course, beyond what the idle stage costs. */
export function courseBill({
  idle,
  submission,
  request,
  learners,
  stages,
}: {
  readonly idle: Pick<IdleStage, "customMetrics">;
  readonly submission: readonly BillLine[];
  /** One further request to the API. */
  readonly request: readonly BillLine[];
  readonly learners: number;
  /** Of all labs together. */
  readonly stages: number;
}): readonly BillLine[] {
  const submissions = learners * stages * assumptions.submissionsPerStage;
  const storedGb = (submissions * assumptions.storedBytes) / gigabyte;
  return [
    { what: "people who sign in", price: "activeUser", count: learners },
    { what: "custom metrics", price: "customMetric", count: idle.customMetrics },
    ...times(submission, submissions).map((line) => ({
      ...line,
      what: `submissions: ${line.what}`,
    })),
    ...times(request, learners * assumptions.furtherRequests).map((line) => ({
      ...line,
      what: `further requests: ${line.what}`,
    })),
    { what: "stored", price: "tableStorage", count: storedGb },
    { what: "point-in-time recovery", price: "tableRecovery", count: storedGb },
    {
      what: "the web page",
      price: "dataOut",
      count: (learners * assumptions.pageBytes) / gigabyte,
    },
  ];
}
