import { cloudTimings } from "@lab-grader/core/grading/timings";
import { accountId, nameOf } from "./deployment.ts";
import { followUpEnvironment } from "./environment.ts";
import {
  changeItems,
  consume,
  publishEvents,
  sendToDeadLetters,
  sendToGrading,
  sendToRegrade,
} from "./permissions.ts";
import { deadLetterQueue, regradeQueue } from "./queues.ts";

/** Few: a regrade has time, and submissions share the table and the account's concurrency. */
const maximumConcurrency = 5;

/** Works over what is stored. It may assume no role, so nothing it does reaches an account. */
export const regrader = new sst.aws.Function("Regrader", {
  name: nameOf("regrader"),
  description: "Works over what is stored: regrades, refolds, part by part",
  handler: "packages/functions/src/regrader.handler",
  timeout: `${cloudTimings.graderTimeoutSeconds} seconds`,
  environment: {
    ...followUpEnvironment,
    DEAD_LETTER_QUEUE_URL: deadLetterQueue.url,
    GRADER_ACCOUNT_ID: accountId,
  },
  permissions: [
    changeItems,
    consume(regradeQueue),
    sendToRegrade,
    // Parts that look into accounts anew are the grader's.
    sendToGrading,
    sendToDeadLetters,
    publishEvents,
  ],
});

// One part of a job is work enough for one invocation.
regradeQueue.subscribe(regrader.arn, {
  batch: { size: 1, partialResponses: true },
  transform: {
    eventSourceMapping: (mapping) => {
      mapping.scalingConfig = { maximumConcurrency };
      return undefined;
    },
  },
});
