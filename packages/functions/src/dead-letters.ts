import type { SQSHandler } from "aws-lambda";
import { announceIn } from "./announce.ts";
import { handleBatch } from "./batch.ts";
import { CommonEnvironment, readEnvironment } from "./config.ts";
import { openPlatform } from "./platform.ts";
import { receiveDeadRecord } from "./upkeep/dead-letter-record.ts";

const platform = openPlatform(readEnvironment(CommonEnvironment, process.env));
const deps = { ...platform, announce: announceIn(platform.telemetry) };

/** The dead-letter queue: closes what the grader could not finish as failed, never as zero points. */
export const handler: SQSHandler = (event, context) =>
  handleBatch(event, context, {
    ...deps,
    recordDeadlineSeconds: deps.timings.recordDeadlineSeconds,
    handleRecord: (record) => receiveDeadRecord(record, deps),
  });
