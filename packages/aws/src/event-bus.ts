import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { eventSource, ResultEvent } from "@lab-grader/core/contracts/events";
import type { PublishEvent } from "@lab-grader/core/submissions/ports";

/** A bus and the client that reaches it. */
export interface EventBus {
  readonly eventBridge: EventBridgeClient;
  readonly busName: string;
}

/**
 * Puts events on a bus, one at a time, under the time at which they came to be. A bus that is not
 * there takes everything and drops it: docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
 */
export function eventPublisher({ eventBridge, busName }: EventBus): PublishEvent {
  return async (event) => {
    const { detailType, detail } = ResultEvent.parse(event);
    const { FailedEntryCount: failed = 0, Entries: [entry] = [] } = await eventBridge.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: busName,
            Source: eventSource,
            DetailType: detailType,
            Detail: JSON.stringify(detail),
            Time: new Date(detail.at),
          },
        ],
      }),
    );
    // The call itself succeeds, so the SDK neither throws nor tries again.
    if (failed > 0) {
      throw new Error(
        `The event bus ${busName} did not take ${detailType} of ${detail.submissionId}: ${entry?.ErrorCode}. It is published again when the submission is followed up.`,
      );
    }
  };
}
