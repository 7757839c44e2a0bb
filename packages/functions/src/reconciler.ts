import type { ScheduledHandler } from "aws-lambda";
import { announceIn } from "./announce.ts";
import { CommonEnvironment, readEnvironment } from "./config.ts";
import { openPlatform } from "./platform.ts";
import { reconcileDue } from "./upkeep/reconcile-due.ts";

const platform = openPlatform(readEnvironment(CommonEnvironment, process.env));
const deps = { ...platform, announce: announceIn(platform.telemetry) };

/** The schedule: whatever is due and still open is sent again, what is closed is followed up. */
export const handler: ScheduledHandler = () => reconcileDue(deps);
