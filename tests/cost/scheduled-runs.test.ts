import { describe, expect, it } from "vitest";
import { assumptions } from "./assumptions.ts";
import { runsAMonth } from "./scheduled-runs.ts";
import { idleBill } from "./stage-bill.ts";

describe("the runs of schedules in a month", () => {
  it.each([
    ["rate(1 minute)", 43_800],
    ["rate(5 minutes)", 8760],
  ])("are as many as %s says", (expression, runs) => {
    expect(runsAMonth(expression)).toBe(runs);
  });

  it("are one a day where a schedule has a time of the day", () => {
    expect(runsAMonth("cron(15 4 * * ? *)")).toBeCloseTo(30.4, 1);
  });

  it("are not guessed", () => {
    expect(() => runsAMonth("cron(0 9 ? * MON *)")).toThrow("How often is");
  });

  it("are charged each schedule by its own time", () => {
    const bill = idleBill({
      alarmMetrics: 0,
      dashboards: 0,
      customMetrics: 0,
      polledQueues: 0,
      schedules: ["rate(1 minute)", "cron(15 4 * * ? *)"],
      distributions: 0,
      functions: 2,
      reconciler: { readUnits: 0.5, calls: 1, logBytes: 0 },
    });
    const count = (price: string) => bill.find((line) => line.price === price)?.count ?? 0;

    expect(count("scheduledRun")).toBeCloseTo(43_830, 0);
    expect(count("invocation")).toBeCloseTo(43_830, 0);
    const runSeconds = (assumptions.reconcilerCpuMs + assumptions.ownCallMs) / 1000;
    expect(count("compute")).toBeCloseTo(43_830 * runSeconds * 0.5, 0);
  });
});
