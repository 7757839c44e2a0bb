import { setTimeout as delay } from "node:timers/promises";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import type { Accounts } from "../accounts.ts";
import { type QueueTrigger, startQueueTrigger } from "../runtime/queue-trigger.ts";
import { startSchedule } from "../runtime/schedule.ts";
import type { LocalFunctions } from "./functions.ts";
import {
  type FunctionName,
  graderAccountId,
  issueFunctionSession,
  localRegion,
  queueArns,
} from "./grader-account.ts";
import type { QueueUrls } from "./resources.ts";

/** What starts functions by itself: three queues and the clock. */
export interface Wiring {
  /** Takes nothing more; what runs gets a second to end, then it is killed. */
  close(): Promise<void>;
}

export interface WiringOptions {
  readonly functions: LocalFunctions;
  readonly concurrency: Readonly<Record<FunctionName, number>>;
  readonly accounts: Accounts;
  readonly endpoint: string;
  readonly queueUrls: QueueUrls;
  readonly timings: GradingTimings;
  readonly onFault: (source: string, fault: unknown) => void;
}

const messagesPerBatch = 10;
/** A part of a job is work enough for one invocation. */
const partsPerBatch = 1;
const closingMs = 1000;

/** Begins to poll the queues and to count for the reconciler. */
export function startWiring(options: WiringOptions): Wiring {
  const { functions, timings, onFault } = options;
  const schedule = startSchedule({
    target: functions.reconciler,
    scheduleArn: `arn:aws:scheduler:${localRegion}:${graderAccountId}:schedule/default/reconciler`,
    everySeconds: timings.reconcilerPeriodSeconds,
    onFault: (fault) => onFault("reconciler", fault),
  });
  const consumers = [
    consumer("grader", "grading", { ...options, batchSize: messagesPerBatch }),
    consumer("regrader", "regrade", { ...options, batchSize: partsPerBatch }),
    consumer("dead-letters", "deadLetters", { ...options, batchSize: messagesPerBatch }),
  ];
  return {
    close: async () => {
      const stopped = Promise.all([schedule, ...consumers].map((one) => one.stop()));
      await Promise.race([stopped, delay(closingMs, undefined, { ref: false })]);
      await Promise.all(Object.values(functions).map((one) => one.close()));
      await stopped;
    },
  };
}

function consumer(
  name: FunctionName,
  queue: keyof QueueUrls,
  options: WiringOptions & { readonly batchSize: number },
) {
  const { accounts, endpoint, timings } = options;
  const sqs = new SQSClient({
    endpoint,
    region: localRegion,
    credentials: issueFunctionSession(accounts, name),
  });
  const trigger: QueueTrigger = startQueueTrigger({
    sqs,
    queueUrl: options.queueUrls[queue],
    queueArn: queueArns[queue],
    target: options.functions[name],
    batchSize: options.batchSize,
    batchWindowSeconds: timings.batchWindowSeconds,
    maximumConcurrency: options.concurrency[name],
    onFault: (fault) => options.onFault(name, fault),
  });
  return {
    stop: async () => {
      await trigger.stop();
      sqs.destroy();
    },
  };
}
