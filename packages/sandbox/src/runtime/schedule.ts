import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { LocalFunction } from "./local-function.ts";

/** EventBridge Scheduler before one function. */
export interface Schedule {
  /** Waits for the invocation that runs. */
  stop(): Promise<void>;
}

export interface ScheduleOptions {
  readonly target: Pick<LocalFunction, "invoke">;
  readonly scheduleArn: string;
  /** From the end of one invocation to the next: two never run at once. */
  readonly everySeconds: number;
  /** A failed invocation; the next one comes at its time. */
  readonly onFault: (fault: unknown) => void;
}

/** The first invocation comes after one period. */
export function startSchedule(options: ScheduleOptions): Schedule {
  const stopping = new AbortController();
  const running = run(options, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function run(options: ScheduleOptions, signal: AbortSignal): Promise<void> {
  for (;;) {
    await delay(options.everySeconds * 1000, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) {
      return;
    }
    try {
      await options.target.invoke(eventOf(options.scheduleArn));
    } catch (error) {
      options.onFault(error);
    }
  }
}

function eventOf(scheduleArn: string): object {
  const [, , , region, account] = scheduleArn.split(":");
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    account,
    time: new Date().toISOString().replace(/\.\d{3}/, ""),
    region,
    resources: [scheduleArn],
    detail: "{}",
  };
}
