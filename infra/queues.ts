import { cloudTimings } from "@lab-grader/core/grading/timings";

/** Lambda timeout of the dead letters' function: it only reads and writes the table. */
export const deadLetterTimeoutSeconds = 20;

const fourteenDays = 14 * 86_400;

/**
 * Six timeouts of its consumer (docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html),
 * and longer than a lease: a message whose submission a grader still holds comes back after it.
 */
const deadLetterVisibilitySeconds = Math.max(
  6 * deadLetterTimeoutSeconds,
  cloudTimings.graderTimeoutSeconds + cloudTimings.leaseMarginSeconds + 1,
);

/**
 * Whatever the other queues gave up. Kept longer than there, because a message expires by when it was
 * sent first: docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
 */
export const deadLetterQueue = new sst.aws.Queue("DeadLetters", {
  visibilityTimeout: `${deadLetterVisibilitySeconds} seconds`,
  transform: {
    queue: (queue) => {
      queue.messageRetentionSeconds = fourteenDays;
      return undefined;
    },
  },
});

export const gradingQueue = queueOfWork("Grading");

/** Its own, so that a regrade of a course never delays a submission. */
export const regradeQueue = queueOfWork("Regrade");

function queueOfWork(name: string) {
  return new sst.aws.Queue(name, {
    visibilityTimeout: `${cloudTimings.visibilityTimeoutSeconds} seconds`,
    dlq: { queue: deadLetterQueue.arn, retry: cloudTimings.maxReceiveCount },
  });
}
