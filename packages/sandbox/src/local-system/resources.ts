import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateEventBusCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { dynamoDbTable } from "@lab-grader/aws/table";
import { tableDefinition } from "@lab-grader/aws/table-definition";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import type { Table } from "@lab-grader/core/storage/table";
import {
  deadLetterTimeoutSeconds,
  graderAccountId,
  localRegion,
  operatorKey,
  queueArns,
  resourceNames,
} from "./grader-account.ts";

/** Table and queues of the local system, as its operator reaches them. */
export interface Resources {
  readonly table: Table;
  /** Messages that are visible, hidden or delayed. */
  countMessages(queueUrl: string): Promise<number>;
  close(): void;
}

export interface QueueUrls {
  readonly grading: string;
  readonly regrade: string;
  readonly deadLetters: string;
}

/** Known before the queues are made, so that functions can start at the same time. */
export function queueUrlsAt(endpoint: string): QueueUrls {
  const urlOf = (name: string) => `${endpoint}/${graderAccountId}/${name}`;
  return {
    grading: urlOf(resourceNames.gradingQueue),
    regrade: urlOf(resourceNames.regradeQueue),
    deadLetters: urlOf(resourceNames.deadLetterQueue),
  };
}

/** Creates table, queues and event bus, with the waits of `timings`. */
export async function createResources(
  endpoint: string,
  timings: GradingTimings,
): Promise<Resources> {
  const settings = { endpoint, region: localRegion, credentials: operatorKey };
  const dynamoDb = new DynamoDBClient(settings);
  const sqs = new SQSClient(settings);
  const eventBridge = new EventBridgeClient(settings);
  await Promise.all([
    dynamoDb.send(new CreateTableCommand(tableDefinition(resourceNames.table))),
    createQueues(sqs, timings),
    eventBridge.send(new CreateEventBusCommand({ Name: resourceNames.eventBus })),
  ]);
  eventBridge.destroy();
  return {
    table: dynamoDbTable({ client: dynamoDb, tableName: resourceNames.table }),
    countMessages: (queueUrl) => countMessages(sqs, queueUrl),
    close: () => {
      dynamoDb.destroy();
      sqs.destroy();
    },
  };
}

async function createQueues(sqs: SQSClient, timings: GradingTimings): Promise<void> {
  // docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times the function's timeout
  const deadLetterVisibility = String(6 * deadLetterTimeoutSeconds);
  await sqs.send(
    new CreateQueueCommand({
      QueueName: resourceNames.deadLetterQueue,
      Attributes: { VisibilityTimeout: deadLetterVisibility },
    }),
  );
  const visibility = String(Math.ceil(timings.visibilityTimeoutSeconds));
  const redrive = {
    deadLetterTargetArn: queueArns.deadLetters,
    maxReceiveCount: timings.maxReceiveCount,
  };
  for (const QueueName of [resourceNames.gradingQueue, resourceNames.regradeQueue])
    await sqs.send(
      new CreateQueueCommand({
        QueueName,
        Attributes: { VisibilityTimeout: visibility, RedrivePolicy: JSON.stringify(redrive) },
      }),
    );
}

const counted = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
] as const;

async function countMessages(sqs: SQSClient, queueUrl: string): Promise<number> {
  const { Attributes: attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...counted] }),
  );
  return counted.reduce((sum, name) => sum + Number(attributes[name] ?? 0), 0);
}
