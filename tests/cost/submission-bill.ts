import { cloudTimings } from "@lab-grader/core/grading/timings";
import { assumptions, gigabyte, memoryGb } from "./assumptions.ts";
import type { BillLine } from "./bill.ts";
import type { CountedRequest, CountedSubmission } from "./count-submission.ts";
import type { Counts } from "./counted-system.ts";
import { accessLogBytes, lambdaLogBytes } from "./platform-logs.ts";

/** Seconds from handing in to the verdict, where the queue is empty. */
export function secondsToVerdict(counted: CountedSubmission): number {
  return cloudTimings.settleDelaySeconds + gradingMs(counted) / 1000;
}

/** The requests that `labgrader submit` makes until it has the verdict, as the API tells it to ask. */
export function requestsOf(counted: CountedSubmission): readonly CountedRequest[] {
  const { listing, handingIn, firstPoll, unchangedPoll, lastPoll } = counted;
  const verdictAt = secondsToVerdict(counted);
  const early: CountedRequest[] = [];
  let at = counted.lookAfterSeconds;
  while (at < verdictAt) {
    const poll = early.length === 0 ? firstPoll : unchangedPoll;
    early.push(poll);
    at += poll.retryAfterSeconds ?? usualPauseSeconds;
  }
  return [listing, handingIn, ...early, lastPoll];
}

/** What one request costs that finds nothing new. */
export function requestBill({ unchangedPoll: request }: CountedSubmission): readonly BillLine[] {
  const logBytes = lambdaLogBytes + accessLogBytes;
  return [
    { what: "reads", price: "tableRead", count: request.readUnits },
    { what: "API", price: "apiRequest", count: 1 },
    { what: "Lambda requests", price: "invocation", count: 1 },
    { what: "computing", price: "compute", count: (requestMs(request) / 1000) * memoryGb },
    { what: "logs", price: "log", count: logBytes / gigabyte },
  ];
}

/** What one graded submission costs. */
export function submissionBill(counted: CountedSubmission): readonly BillLine[] {
  const requests = requestsOf(counted);
  const steps = [...requests, counted.grading];
  const apiMs = requests.reduce((sum, request) => sum + requestMs(request), 0);
  const answers = requests.reduce(
    (sum, request) => sum + request.answerBytes + assumptions.headerBytes,
    0,
  );
  const logBytes =
    counted.logBytes + (requests.length + 1) * lambdaLogBytes + requests.length * accessLogBytes;
  return [
    { what: "writes", price: "tableWrite", count: sumOf(steps, ({ writeUnits }) => writeUnits) },
    { what: "reads", price: "tableRead", count: sumOf(steps, ({ readUnits }) => readUnits) },
    { what: "requests to the API", price: "apiRequest", count: requests.length },
    { what: "its answers", price: "dataOut", count: answers / gigabyte },
    { what: "Lambda requests", price: "invocation", count: requests.length + 1 },
    {
      what: "computing of the API",
      price: "compute",
      count: (apiMs / 1000) * memoryGb,
    },
    {
      what: "computing of the grader",
      price: "compute",
      count: (gradingMs(counted) / 1000) * memoryGb,
    },
    {
      what: "send, receive, delete",
      price: "queueRequest",
      count: sumOf(steps, (step) => callsOf(step, " sqs ")),
    },
    { what: "events", price: "event", count: sumOf(steps, (step) => callsOf(step, " PutEvents")) },
    { what: "logs", price: "log", count: logBytes / gigabyte },
    { what: "logs, kept a month", price: "logStorage", count: logBytes / gigabyte },
  ];
}

const usualPauseSeconds = 2;

function requestMs(request: CountedRequest): number {
  return assumptions.requestCpuMs + ownCalls(request) * assumptions.ownCallMs;
}

/** Own calls one after the other, then the learner's account level by level. */
function gradingMs({ grading, levels }: CountedSubmission): number {
  return (
    assumptions.gradingCpuMs +
    ownCalls(grading) * assumptions.ownCallMs +
    levels * assumptions.learnerCallMs
  );
}

/** Of the function itself; receiving and deleting is Lambda's own. */
function ownCalls({ calls }: Counts): number {
  return [...calls]
    .filter(([key]) => !/^learner |AssumeRole$|ReceiveMessage$|DeleteMessageBatch$/.test(key))
    .reduce((sum, [, count]) => sum + count, 0);
}

function callsOf({ calls }: Counts, mark: string): number {
  return [...calls]
    .filter(([key]) => key.includes(mark) && !key.startsWith("learner "))
    .reduce((sum, [, count]) => sum + count, 0);
}

function sumOf(steps: readonly Counts[], read: (step: Counts) => number): number {
  return steps.reduce((sum, step) => sum + read(step), 0);
}
