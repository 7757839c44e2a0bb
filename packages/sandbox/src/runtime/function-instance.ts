import { Worker } from "node:worker_threads";
import { FunctionFailure } from "./function-failure.ts";
import type {
  FunctionWorkerData,
  InvokeMessage,
  ThrownError,
  WorkerMessage,
} from "./worker-messages.ts";

/** One execution environment of a function: a thread that takes one invocation at a time. */
export interface FunctionInstance {
  /** Settles when the entry module is loaded. Rejects with a FunctionFailure of kind `init`. */
  readonly ready: Promise<void>;
  /** @returns the result as JSON. Rejects with a FunctionFailure. */
  invoke(invocation: InvokeMessage): Promise<string>;
  readonly isAlive: boolean;
  terminate(): Promise<void>;
}

export interface FunctionInstanceOptions {
  readonly worker: FunctionWorkerData;
  /** The thread's whole environment: nothing else of the host's is seen there. */
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (text: string) => void;
}

/** Lambda gives 10 s; a laptop that starts all functions at once gets more. */
const initTimeoutMs = 30_000;

/** docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB, synchronous */
const maxResponseBytes = 6_291_556;

/** V8's own limit is made for one program, not for a handful beside each other: it costs 60 MB each. */
const youngGenerationMb = 8;

interface Running {
  readonly requestId: string;
  readonly settle: (result: string | FunctionFailure) => void;
}

/** Starts a thread and begins to load the entry module in it. */
export function startInstance(options: FunctionInstanceOptions): FunctionInstance {
  const { worker: data } = options;
  const initialized = Promise.withResolvers<void>();
  let running: Running | undefined;
  let crash: string | undefined;
  let isAlive = true;
  const worker = new Worker(new URL("./function-worker.ts", import.meta.url), {
    name: data.functionName,
    workerData: data,
    env: { ...options.environment },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: {
      maxOldGenerationSizeMb: data.memoryMb,
      maxYoungGenerationSizeMb: youngGenerationMb,
    },
  });
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding("utf8").on("data", options.log);
  }
  // Who waits for `ready` hears of it; an instance that is killed before isn't an error of its own.
  initialized.promise.catch(() => undefined);
  const initTimer = setTimeout(() => {
    initialized.reject(initFailure({ name: "Error", message: "did not finish loading in 30 s" }));
    void kill();
  }, initTimeoutMs);

  worker.on("message", (message: WorkerMessage) => {
    switch (message.kind) {
      case "ready":
        clearTimeout(initTimer);
        initialized.resolve();
        return;
      case "init_failed":
        initialized.reject(initFailure(message.error));
        void kill();
        return;
      case "returned":
        settle(message.requestId, sizeChecked(message.payload));
        return;
      case "threw":
        settle(message.requestId, handlerFailure(message.error));
        return;
      default:
        message satisfies never;
    }
  });
  worker.on("error", (error: unknown) => {
    crash = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  });
  worker.on("exit", (code) => {
    isAlive = false;
    clearTimeout(initTimer);
    const reason = crash ?? `exit status ${code}`;
    initialized.reject(initFailure({ name: "Runtime.ExitError", message: reason }));
    if (running !== undefined) {
      const text = `RequestId: ${running.requestId} Error: Runtime exited: ${reason}`;
      settle(running.requestId, new FunctionFailure("exit", "Runtime.ExitError", text));
    }
  });

  function initFailure(error: ThrownError): FunctionFailure {
    const message = `the function ${data.functionName} could not start: ${error.message}`;
    return new FunctionFailure("init", error.name, message);
  }

  /** An answer that comes after its timeout belongs to nobody. */
  function settle(requestId: string, result: string | FunctionFailure): void {
    if (running?.requestId === requestId) {
      const { settle: settleRunning } = running;
      running = undefined;
      settleRunning(result);
    }
  }

  async function kill(): Promise<void> {
    isAlive = false;
    await worker.terminate();
  }

  function invoke(invocation: InvokeMessage): Promise<string> {
    const { requestId, deadline } = invocation;
    const startedAt = Date.now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const seconds = ((deadline - startedAt) / 1000).toFixed(2);
        const text = `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`;
        settle(requestId, new FunctionFailure("timeout", "Sandbox.Timedout", text));
        void kill();
      }, deadline - startedAt);
      running = {
        requestId,
        settle: (result) => {
          clearTimeout(timer);
          typeof result === "string" ? resolve(result) : reject(result);
        },
      };
      worker.postMessage(invocation);
    });
  }

  return {
    ready: initialized.promise,
    invoke,
    get isAlive() {
      return isAlive;
    },
    terminate: kill,
  };
}

function handlerFailure(error: ThrownError): FunctionFailure {
  return new FunctionFailure("handler", error.name, error.message);
}

function sizeChecked(payload: string): string | FunctionFailure {
  return Buffer.byteLength(payload) <= maxResponseBytes
    ? payload
    : new FunctionFailure(
        "response",
        "Function.ResponseSizeTooLarge",
        `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
      );
}
