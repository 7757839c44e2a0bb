import { ownSts } from "@lab-grader/aws/own-clients";
import { hideMessage, sendToDeadLetters } from "@lab-grader/aws/queue";
import type { SQSHandler } from "aws-lambda";
import { announceIn } from "./announce.ts";
import { handleBatch } from "./batch.ts";
import { GraderEnvironment, readEnvironment } from "./config.ts";
import { type GradeDeps, gradeRecord } from "./grading/grade-record.ts";
import { lookIntoAccount } from "./grading/look-into-account.ts";
import { labReader } from "./labs.ts";
import { openPlatform } from "./platform.ts";

const environment = readEnvironment(GraderEnvironment, process.env);
const platform = openPlatform(environment);
const { sqs, telemetry } = platform;
const queue = { sqs, queueUrl: environment.GRADING_QUEUE_URL };
const deadLetters = { sqs, queueUrl: environment.DEAD_LETTER_QUEUE_URL };

const deps: GradeDeps = {
  ...platform,
  graderAccountId: environment.GRADER_ACCOUNT_ID,
  getLab: labReader(platform.table),
  collectEvidence: lookIntoAccount({
    ...platform,
    deploymentStage: environment.DEPLOYMENT_STAGE,
    sts: ownSts(platform),
  }),
  announce: announceIn(telemetry),
  hide: (receiptHandle, seconds) => hideMessage(queue, { receiptHandle, seconds }),
  sendToDeadLetters: (message) => sendToDeadLetters(deadLetters, message),
};

/** The grading queue: claim, open the account, collect evidence, judge, commit, follow up. */
export const handler: SQSHandler = (event, context) =>
  handleBatch(event, context, {
    ...deps,
    recordDeadlineSeconds: deps.timings.recordDeadlineSeconds,
    handleRecord: (record, time) => gradeRecord(record, time, deps),
  });
