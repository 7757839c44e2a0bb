import { describe, expect, it } from "vitest";
import { startSchedule } from "./schedule.ts";

const scheduleArn = "arn:aws:scheduler:us-east-1:200000000000:schedule/default/reconciler";

describe("a schedule", () => {
  it("invokes again and again, never two at once, after a failure too, until it is stopped", async () => {
    const enough = Promise.withResolvers<void>();
    const faults: unknown[] = [];
    let running = 0;
    let most = 0;
    let count = 0;
    const schedule = startSchedule({
      scheduleArn,
      everySeconds: 0.005,
      onFault: (fault) => faults.push(fault),
      target: {
        invoke: async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 15));
          running -= 1;
          count += 1;
          if (count === 4) {
            enough.resolve();
          }
          if (count === 2) {
            throw new Error("once");
          }
        },
      },
    });

    await enough.promise;
    await schedule.stop();
    const counted = count;

    expect(most).toBe(1);
    expect(running).toBe(0);
    expect(faults).toMatchObject([{ message: "once" }]);
    expect(counted).toBeGreaterThanOrEqual(4);
  });

  it("gives the function the scheduler's event", async () => {
    const event = Promise.withResolvers<unknown>();
    const schedule = startSchedule({
      scheduleArn,
      everySeconds: 0.001,
      onFault: event.reject,
      target: { invoke: async (given) => event.resolve(given) },
    });

    expect(await event.promise).toMatchObject({
      source: "aws.scheduler",
      "detail-type": "Scheduled Event",
      account: "200000000000",
      region: "us-east-1",
      resources: [scheduleArn],
    });
    await schedule.stop();
  });
});
