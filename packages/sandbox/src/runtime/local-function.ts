import { randomUUID } from "node:crypto";
import { FunctionFailure } from "./function-failure.ts";
import { type FunctionInstance, startInstance } from "./function-instance.ts";

/** A Lambda function on a laptop. */
export interface LocalFunction {
  readonly name: string;
  readonly arn: string;
  /** Loads the first instance before there is an event. @throws FunctionFailure of kind `init`. */
  start(): Promise<void>;
  /**
   * Hands the event over as JSON and gives the result back as Lambda would; it waits where Lambda
   * would throttle. @throws FunctionFailure
   */
  invoke(event: unknown): Promise<unknown>;
  /** Invocations that run or wait. */
  readonly pending: number;
  /** Ends all instances; what still runs fails. */
  close(): Promise<void>;
}

export interface LocalFunctionOptions {
  readonly name: string;
  /** The module that exports `handler`. */
  readonly entry: URL;
  readonly accountId: string;
  readonly region: string;
  /** Asked for each new instance, so that each has credentials of its own. */
  readonly environment: () => Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** Instances at the same time, at most. */
  readonly maximumConcurrency: number;
  /** Of the heap; default 256. */
  readonly memoryMb?: number;
  /** What the function writes to stdout and stderr; default: nowhere. */
  readonly log?: (text: string) => void;
}

interface Job {
  readonly payload: string;
  readonly resolve: (payload: string) => void;
  readonly reject: (error: unknown) => void;
}

/** Instances are started when there is work for them, and kept. */
export function createLocalFunction(options: LocalFunctionOptions): LocalFunction {
  const { name, timeoutSeconds, maximumConcurrency, memoryMb = 256 } = options;
  const arn = `arn:aws:lambda:${options.region}:${options.accountId}:function:${name}`;
  const instances = new Set<FunctionInstance>();
  const idle: FunctionInstance[] = [];
  const waiting: Job[] = [];
  let starting = 0;
  let running = 0;
  let isClosed = false;

  async function addInstance(): Promise<void> {
    const instance = startInstance({
      worker: { entryUrl: options.entry.href, functionName: name, functionArn: arn, memoryMb },
      environment: options.environment(),
      log: options.log ?? (() => undefined),
    });
    instances.add(instance);
    starting += 1;
    try {
      await instance.ready;
      idle.push(instance);
    } catch (error) {
      instances.delete(instance);
      throw error;
    } finally {
      starting -= 1;
    }
  }

  function dispatch(): void {
    while (waiting.length > 0) {
      const instance = idle.pop();
      if (instance === undefined) {
        break;
      }
      if (!instance.isAlive) {
        instances.delete(instance);
        continue;
      }
      const job = waiting.shift();
      if (job !== undefined) {
        void run(instance, job);
      }
    }
    while (starting < waiting.length && instances.size < maximumConcurrency) {
      addInstance().then(dispatch, failFirst);
    }
  }

  /** As on Lambda, an instance that can't load fails the invocation that it was started for. */
  function failFirst(error: unknown): void {
    waiting.shift()?.reject(error);
    dispatch();
  }

  async function run(instance: FunctionInstance, job: Job): Promise<void> {
    running += 1;
    try {
      const invocation = {
        requestId: randomUUID(),
        payload: job.payload,
        deadline: Date.now() + timeoutSeconds * 1000,
      };
      job.resolve(await instance.invoke(invocation));
    } catch (error) {
      job.reject(error);
    }
    running -= 1;
    if (instance.isAlive) {
      idle.push(instance);
    } else {
      instances.delete(instance);
    }
    dispatch();
  }

  return {
    name,
    arn,
    start: async () => {
      if (instances.size === 0) {
        await addInstance();
        dispatch();
      }
    },
    invoke: async (event) => {
      if (isClosed) {
        throw closedFailure(name);
      }
      const payload = JSON.stringify(event ?? null);
      const answer = Promise.withResolvers<string>();
      waiting.push({ payload, resolve: answer.resolve, reject: answer.reject });
      dispatch();
      return JSON.parse(await answer.promise);
    },
    get pending() {
      return waiting.length + running;
    },
    close: async () => {
      isClosed = true;
      for (const job of waiting.splice(0)) {
        job.reject(closedFailure(name));
      }
      await Promise.all([...instances].map((instance) => instance.terminate()));
      instances.clear();
    },
  };
}

function closedFailure(name: string): FunctionFailure {
  return new FunctionFailure("closed", "Sandbox.Closed", `the function ${name} was stopped`);
}
