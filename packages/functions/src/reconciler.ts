import type { ScheduledHandler } from "aws-lambda";
import { announceOn } from "./announce.ts";
import { FollowUpEnvironment, readEnvironment } from "./config.ts";
import { openPlatform } from "./platform.ts";
import { reconcileDue } from "./upkeep/reconcile-due.ts";

const environment = readEnvironment(FollowUpEnvironment, process.env);
const platform = openPlatform(environment);
const deps = { ...platform, announce: announceOn(platform, environment) };

/** The schedule: whatever is due and still open is sent again, what is closed is followed up. */
export const handler: ScheduledHandler = () => reconcileDue(deps);
