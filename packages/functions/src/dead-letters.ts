import type { SQSHandler } from "aws-lambda";
import { announceOn } from "./announce.ts";
import { handleBatch } from "./batch.ts";
import { FollowUpEnvironment, readEnvironment } from "./config.ts";
import { openPlatform } from "./platform.ts";
import { receiveDeadRecord } from "./upkeep/dead-letter-record.ts";

const environment = readEnvironment(FollowUpEnvironment, process.env);
const platform = openPlatform(environment);
const deps = { ...platform, announce: announceOn(platform, environment) };

/** The dead-letter queue: closes what the grader could not finish as failed, never as zero points. */
export const handler: SQSHandler = (event, context) =>
  handleBatch(event, context, {
    ...deps,
    recordDeadlineSeconds: deps.timings.recordDeadlineSeconds,
    handleRecord: (record) => receiveDeadRecord(record, deps),
  });
