import { createHash, randomBytes } from "node:crypto";
import { ownDynamoDb, ownSqs } from "@lab-grader/aws/own-clients";
import { messageSender } from "@lab-grader/aws/queue";
import { SharedHttpHandler } from "@lab-grader/aws/shared-http-handler";
import { dynamoDbTable } from "@lab-grader/aws/table";
import { idFrom } from "@lab-grader/core/ids";
import type { Hash, NewId, NewSecret, Now } from "@lab-grader/core/submissions/ports";
import type { CommonEnvironment } from "./config.ts";
import { createTelemetry } from "./telemetry.ts";

/** What every entry stands on, made once per process so that connections stay warm. */
export function openPlatform(environment: CommonEnvironment) {
  const timings = environment.GRADING_TIMINGS;
  const region = environment.AWS_REGION;
  const http = new SharedHttpHandler(timings);
  const settings = { region, http, timings };
  const sqs = ownSqs(settings);
  return {
    http,
    sqs,
    region,
    timings,
    table: dynamoDbTable({
      client: ownDynamoDb(settings),
      tableName: environment.TABLE_NAME,
    }),
    send: messageSender({
      sqs,
      gradingQueueUrl: environment.GRADING_QUEUE_URL,
      regradeQueueUrl: environment.REGRADE_QUEUE_URL,
    }),
    telemetry: createTelemetry(environment.DEPLOYMENT_STAGE),
    now,
    hash,
    newId,
    newSecret,
  };
}

const now: Now = () => new Date().toISOString();
const hash: Hash = (text) => createHash("sha256").update(text).digest("hex");
const newSecret: NewSecret = () => randomBytes(16).toString("hex");
const newId: NewId = (prefix) => idFrom(prefix, randomBytes(8));
