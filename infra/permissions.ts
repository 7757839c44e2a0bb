import { type deadLetterQueue, gradingQueue } from "./queues.ts";
import { table } from "./table.ts";

/** What packages/aws/src/table.ts does where only new items are written. */
export const acceptItems = {
  actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
  resources: [table.arn],
};

/** The same where items are also changed. There is no Scan, no delete, no batch. */
export const changeItems = {
  actions: [...acceptItems.actions, "dynamodb:UpdateItem"],
  resources: [table.arn],
};

export const sendToGrading = { actions: ["sqs:SendMessage"], resources: [gradingQueue.arn] };

/** The event source mapping polls with the role of its function. */
export function consume(queue: typeof gradingQueue | typeof deadLetterQueue) {
  return {
    actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
    resources: [queue.arn],
  };
}
