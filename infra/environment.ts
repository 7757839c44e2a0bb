import { stage } from "./deployment.ts";
import { gradingQueue } from "./queues.ts";
import { table } from "./table.ts";

/** What every function reads at its cold start: packages/functions/src/config.ts. */
export const commonEnvironment = {
  TABLE_NAME: table.name,
  GRADING_QUEUE_URL: gradingQueue.url,
  DEPLOYMENT_STAGE: stage,
};
