import { openIndex } from "@lab-grader/aws/table-definition";
import { events } from "./events.ts";
import { deadLetterQueue, gradingQueue, regradeQueue } from "./queues.ts";
import { table } from "./table.ts";

/** What packages/aws/src/table.ts does. There is no Scan and no batch. */
export const changeItems = {
  actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"],
  resources: [table.arn],
};

/** For who starts jobs, and leaves what is there as it is. */
export const addItems = {
  actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
  resources: [table.arn],
};

/** For who removes personal data. Grades and what else the protocol writes is never removed. */
export const removeItems = { actions: ["dynamodb:DeleteItem"], resources: [table.arn] };

/** What is on its way: the reconciler brings it forward, the API counts it. */
export const queryOpen = {
  actions: ["dynamodb:Query"],
  resources: [$interpolate`${table.arn}/index/${openIndex.name}`],
};

export const sendToGrading = { actions: ["sqs:SendMessage"], resources: [gradingQueue.arn] };

/** Whoever starts a job, or brings one forward. */
export const sendToRegrade = { actions: ["sqs:SendMessage"], resources: [regradeQueue.arn] };

export const sendToDeadLetters = { actions: ["sqs:SendMessage"], resources: [deadLetterQueue.arn] };

/** Whoever follows submissions up. */
export const publishEvents = { actions: ["events:PutEvents"], resources: [events.arn] };

/** The event source mapping polls with the role of its function. */
export function consume(queue: typeof gradingQueue | typeof deadLetterQueue) {
  return {
    actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
    resources: [queue.arn],
  };
}
