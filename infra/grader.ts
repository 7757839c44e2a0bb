import { cloudTimings } from "@lab-grader/core/grading/timings";
import { learnerRoleName } from "@lab-grader/core/policy/trust-policy";
import { graderConcurrency } from "./concurrency.ts";
import { accountId, nameOf, stage } from "./deployment.ts";
import { followUpEnvironment } from "./environment.ts";
import {
  changeItems,
  consume,
  publishEvents,
  sendToDeadLetters,
  sendToGrading,
} from "./permissions.ts";
import { deadLetterQueue, gradingQueue } from "./queues.ts";

/** Its role has the function's name, and the learners' trust policies rely on that. */
export const grader = new sst.aws.Function("Grader", {
  name: nameOf("grader"),
  description: "Claims a submission, looks into the learner's account, grades, commits",
  handler: "packages/functions/src/grader.handler",
  timeout: `${cloudTimings.graderTimeoutSeconds} seconds`,
  environment: {
    ...followUpEnvironment,
    DEAD_LETTER_QUEUE_URL: deadLetterQueue.url,
    GRADER_ACCOUNT_ID: accountId,
  },
  permissions: [
    changeItems,
    consume(gradingQueue),
    // A platform fault hides its message for a time that grows.
    { actions: ["sqs:ChangeMessageVisibility"], resources: [gradingQueue.arn] },
    // What waits for AWS is sent again with a delay.
    sendToGrading,
    sendToDeadLetters,
    publishEvents,
    // Any account may be a learner's; the role's name and its ExternalId decide.
    {
      actions: ["sts:AssumeRole"],
      resources: [`arn:aws:iam::*:role/${learnerRoleName(stage)}`],
    },
    // AWS's own word on a policy, where a lab asks for it; it has no resource to name.
    { actions: ["access-analyzer:CheckNoPublicAccess"], resources: ["*"] },
  ],
});

gradingQueue.subscribe(grader.arn, {
  batch: {
    size: 10,
    window: `${cloudTimings.batchWindowSeconds} seconds`,
    partialResponses: true,
  },
  transform: {
    eventSourceMapping: (mapping) => {
      mapping.scalingConfig = { maximumConcurrency: graderConcurrency };
      return undefined;
    },
  },
});
