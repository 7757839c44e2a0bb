import { lookAtRole } from "@lab-grader/aws/look-at-role";
import { ownSts } from "@lab-grader/aws/own-clients";
import { hideMessage, sendToDeadLetters } from "@lab-grader/aws/queue";
import { learnerRoleName } from "@lab-grader/core/policy/trust-policy";
import type { SQSHandler } from "aws-lambda";
import { announceOn } from "./announce.ts";
import { handleBatch } from "./batch.ts";
import { GraderEnvironment, readEnvironment } from "./config.ts";
import { type GradeDeps, gradeRecord } from "./grading/grade-record.ts";
import { lookIntoAccount } from "./grading/look-into-account.ts";
import { labReader } from "./labs.ts";
import { openPlatform } from "./platform.ts";

const environment = readEnvironment(GraderEnvironment, process.env);
const platform = openPlatform(environment);
const { sqs } = platform;
const queue = { sqs, queueUrl: environment.GRADING_QUEUE_URL };
const deadLetters = { sqs, queueUrl: environment.DEAD_LETTER_QUEUE_URL };

const sts = ownSts(platform);

const deps: GradeDeps = {
  ...platform,
  graderAccountId: environment.GRADER_ACCOUNT_ID,
  getLab: labReader(platform.table),
  collectEvidence: lookIntoAccount({
    ...platform,
    deploymentStage: environment.DEPLOYMENT_STAGE,
    sts,
  }),
  lookAtRole: lookAtRole({
    ...platform,
    sts,
    roleName: learnerRoleName(environment.DEPLOYMENT_STAGE),
    onDenial: () => platform.telemetry.count("VerifyDenial"),
  }),
  announce: announceOn(platform, environment),
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
