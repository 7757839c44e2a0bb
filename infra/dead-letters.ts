import { nameOf } from "./deployment.ts";
import { followUpEnvironment } from "./environment.ts";
import { changeItems, consume, publishEvents, sendToGrading } from "./permissions.ts";
import { deadLetterQueue, deadLetterTimeoutSeconds } from "./queues.ts";

/** AWS's smallest: there is never much to do, and no hurry. */
const maximumConcurrency = 2;

export const deadLetters = new sst.aws.Function("DeadLetterConsumer", {
  name: nameOf("dead-letters"),
  description: "Closes what the grader could not finish as failed, never as zero points",
  handler: "packages/functions/src/dead-letters.handler",
  timeout: `${deadLetterTimeoutSeconds} seconds`,
  environment: followUpEnvironment,
  permissions: [changeItems, consume(deadLetterQueue), sendToGrading, publishEvents],
});

deadLetterQueue.subscribe(deadLetters.arn, {
  batch: { size: 10, partialResponses: true },
  transform: {
    eventSourceMapping: (mapping) => {
      mapping.scalingConfig = { maximumConcurrency };
      return undefined;
    },
  },
});
