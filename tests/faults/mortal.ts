import { subscribe } from "node:diagnostics_channel";
import { ClientRequest } from "node:http";
import { getEnvironmentData } from "node:worker_threads";
import type { SQSHandler } from "aws-lambda";
import * as z from "zod";
import { dieAfterEvent, killPlan } from "./kill-plan.ts";

/** One number that all threads share: after this many writes to the table a function dies; 0: none. */
const dieAfter = new Int32Array(
  z.instanceof(SharedArrayBuffer).parse(getEnvironmentData(killPlan)),
);
const writes = new Set(["DynamoDB_20120810.PutItem", "DynamoDB_20120810.UpdateItem"]);
const Answered = z.object({ request: z.instanceof(ClientRequest) });
let written = 0;

// AWS has written, and the function dies before it hears of it: no handler, no finally runs.
subscribe("http.client.response.finish", (message) => {
  const { request } = Answered.parse(message);
  const target = String(request.getHeader("x-amz-target"));
  if (target === "AWSEvents.PutEvents") dieIfPlanned(dieAfterEvent);
  if (!writes.has(target)) return;
  written += 1;
  dieIfPlanned(written);
});

function dieIfPlanned(plan: number): void {
  if (Atomics.compareExchange(dieAfter, 0, plan, 0) === plan) process.exit(1);
}

/** The real function, in a process that can be killed in the middle of its work. */
export function mortal(handler: SQSHandler): SQSHandler {
  return (event, context, callback) => {
    written = 0;
    return handler(event, context, callback);
  };
}
