import { stage } from "./deployment.ts";
import { events } from "./events.ts";
import { gradingQueue, regradeQueue } from "./queues.ts";
import { table } from "./table.ts";

/** What every function reads at its cold start: packages/functions/src/config.ts. */
export const commonEnvironment = {
  TABLE_NAME: table.name,
  GRADING_QUEUE_URL: gradingQueue.url,
  REGRADE_QUEUE_URL: regradeQueue.url,
  DEPLOYMENT_STAGE: stage,
};

/** The same for those that follow submissions up. */
export const followUpEnvironment = { ...commonEnvironment, EVENT_BUS_NAME: events.name };
