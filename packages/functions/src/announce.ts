import { eventPublisher } from "@lab-grader/aws/event-bus";
import { ownEventBridge } from "@lab-grader/aws/own-clients";
import type { PublishEvent } from "@lab-grader/core/submissions/ports";
import type { openPlatform } from "./platform.ts";
import type { Telemetry } from "./telemetry.ts";

/** Tells of results that changed: those who listen on the event bus, then the operators' log and count. */
export function announceIn(
  telemetry: Telemetry,
  { publish }: { readonly publish: PublishEvent },
): PublishEvent {
  return async (event) => {
    await publish(event);
    const { submissionId, cohortId, state } = event.detail;
    telemetry.info(`${event.detailType}: ${state}`, { submissionId, cohortId });
    telemetry.count("ResultChanged");
  };
}

/** The same on the bus of the environment, for the functions that follow submissions up. */
export function announceOn(
  platform: Pick<ReturnType<typeof openPlatform>, "http" | "region" | "timings" | "telemetry">,
  { EVENT_BUS_NAME: busName }: { readonly EVENT_BUS_NAME: string },
): PublishEvent {
  const publish = eventPublisher({ eventBridge: ownEventBridge(platform), busName });
  return announceIn(platform.telemetry, { publish });
}
