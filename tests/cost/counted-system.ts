import { setTimeout as delay } from "node:timers/promises";
import { cloudTimings, localTimings } from "@lab-grader/core/grading/timings";
import { graderAccountId, localRegion } from "@lab-grader/sandbox/local-system/grader-account";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { allMetrics } from "@lab-grader/sandbox/services/cloudwatch/metrics";

/** What something has caused in the local system. */
export interface Counts {
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Calls by who made them and what they were: `grader dynamodb GetItem`, `learner kms DescribeKey`. */
  readonly calls: ReadonlyMap<string, number>;
}

/** A local system in which what each step causes can be told. */
export interface CountedSystem extends LocalSystem {
  /** Runs a step alone and counts it. */
  count<Result>(
    step: () => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly counts: Counts }>;
  /** Resolves when so many messages, all in all, were graded and deleted. */
  graded(messages: number): Promise<void>;
  /** What the functions have written so far. */
  logText(): string;
}

const longestWaitMs = 30_000;

/** Nothing else happens in it: the reconciler sleeps, and each function has one instance. */
export async function startCountedSystem(options: {
  readonly learners: number;
  readonly reconcilerPeriodSeconds: number;
}): Promise<CountedSystem> {
  const logged: string[] = [];
  const system = await startLocalSystem({
    learners: options.learners,
    concurrency: { api: 1, grader: 1 },
    timings: {
      ...localTimings,
      // So that the API tells pollers what it tells them in the cloud.
      settleDelaySeconds: cloudTimings.settleDelaySeconds,
      queuedDueSeconds: 600,
      reconcilerPeriodSeconds: options.reconcilerPeriodSeconds,
    },
    logs: (_source, text) => logged.push(text),
  });
  const deleted = () => system.sandbox.calls.list({ operation: "DeleteMessageBatch" }).length;
  return {
    ...system,
    count: async (step) => {
      const before = countedSoFar(system);
      const result = await step();
      return { result, counts: difference(countedSoFar(system), before) };
    },
    graded: async (messages) => {
      const until = performance.now() + longestWaitMs;
      while (deleted() < messages) {
        if (performance.now() > until) throw new Error(`only ${deleted()} messages were graded`);
        await delay(20);
      }
    },
    logText: () => logged.join(""),
  };
}

function countedSoFar({ sandbox }: LocalSystem): Counts {
  const account = sandbox.accounts.get(graderAccountId);
  const unitsOf = (wanted: string) =>
    allMetrics(account, localRegion)
      .filter(({ namespace, name }) => namespace === "AWS/DynamoDB" && name === wanted)
      .flatMap(({ minutes }) => [...minutes.values()])
      .reduce((sum, totals) => sum + totals.sum, 0);
  const calls = new Map<string, number>();
  for (const call of sandbox.calls.list()) {
    const caller = /assumed-role\/(?:lab-grader-)?([\w-]+)/.exec(call.callerArn ?? "")?.[1];
    const where = caller === undefined || caller.startsWith("LabGraderAccess") ? "learner" : caller;
    const key = `${where} ${call.service} ${call.operation}`;
    calls.set(key, (calls.get(key) ?? 0) + 1);
  }
  return {
    writeUnits: unitsOf("ConsumedWriteCapacityUnits"),
    readUnits: unitsOf("ConsumedReadCapacityUnits"),
    calls,
  };
}

function difference(after: Counts, before: Counts): Counts {
  return {
    writeUnits: after.writeUnits - before.writeUnits,
    readUnits: after.readUnits - before.readUnits,
    calls: new Map(
      [...after.calls]
        .map(([key, count]): [string, number] => [key, count - (before.calls.get(key) ?? 0)])
        .filter(([, count]) => count > 0),
    ),
  };
}
