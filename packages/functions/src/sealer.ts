import { startSeals } from "@lab-grader/core/gradebook/audit/start-seals";
import type { ScheduledHandler } from "aws-lambda";
import { CommonEnvironment, readEnvironment } from "./config.ts";
import { openPlatform } from "./platform.ts";

const platform = openPlatform(readEnvironment(CommonEnvironment, process.env));

/** The daily schedule: the regrader seals the results of every cohort. */
export const handler: ScheduledHandler = async () => {
  const cohorts = await startSeals(platform);
  platform.telemetry.info(`seals started: ${cohorts}`);
};
