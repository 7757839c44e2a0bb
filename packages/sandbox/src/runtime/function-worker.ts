import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type {
  FunctionWorkerData,
  InvokeMessage,
  ThrownError,
  WorkerMessage,
} from "./worker-messages.ts";

const data: FunctionWorkerData = workerData;

if (parentPort !== null) {
  await serve(parentPort);
}

/** The part of Lambda that lives beside the handler: loads the entry module, then takes events. */
async function serve(port: MessagePort): Promise<void> {
  const answer = (message: WorkerMessage) => port.postMessage(message);
  let handler: (event: unknown, context: object) => unknown;
  try {
    handler = await loadHandler();
  } catch (error) {
    answer({ kind: "init_failed", error: thrown(error) });
    return;
  }
  port.on("message", async (message: InvokeMessage) => {
    const { requestId } = message;
    try {
      const result = await handler(JSON.parse(message.payload), contextOf(message));
      answer({ kind: "returned", requestId, payload: JSON.stringify(result ?? null) });
    } catch (error) {
      answer({ kind: "threw", requestId, error: thrown(error) });
    }
  });
  answer({ kind: "ready" });
}

async function loadHandler(): Promise<(event: unknown, context: object) => unknown> {
  const entry: Record<string, unknown> = await import(data.entryUrl);
  const { handler } = entry;
  if (typeof handler !== "function") {
    throw new Error(`${data.entryUrl} exports no function named "handler"`);
  }
  return (event, context) => handler(event, context);
}

/** docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf({ requestId, deadline }: InvokeMessage): object {
  return {
    functionName: data.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: data.functionArn,
    memoryLimitInMB: String(data.memoryMb),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${data.functionName}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

function thrown(error: unknown): ThrownError {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: "Error", message: String(error) };
}
