import { sendToDeadLetters } from "@lab-grader/aws/queue";
import type { SQSHandler } from "aws-lambda";
import { announceOn } from "./announce.ts";
import { handleBatch } from "./batch.ts";
import { GraderEnvironment, readEnvironment } from "./config.ts";
import { runRecord } from "./jobs/job-record.ts";
import { jobWorks } from "./jobs/works.ts";
import { labReader } from "./labs.ts";
import { openPlatform } from "./platform.ts";

const environment = readEnvironment(GraderEnvironment, process.env);
const platform = openPlatform(environment);
const deadLetters = { sqs: platform.sqs, queueUrl: environment.DEAD_LETTER_QUEUE_URL };

const works = jobWorks({
  ...platform,
  graderAccountId: environment.GRADER_ACCOUNT_ID,
  getLab: labReader(platform.table),
  announce: announceOn(platform, environment),
});
const deps = {
  ...platform,
  works,
  sendToDeadLetters: (message: Parameters<typeof sendToDeadLetters>[1]) =>
    sendToDeadLetters(deadLetters, message),
};

/** The regrade queue: work over what is stored, planned, part by part, never in an account. */
export const handler: SQSHandler = (event, context) =>
  handleBatch(event, context, {
    ...deps,
    recordDeadlineSeconds: deps.timings.recordDeadlineSeconds,
    handleRecord: (record) => runRecord(record, deps),
  });
