import type { Announce } from "@lab-grader/core/submissions/ports";
import type { Telemetry } from "./telemetry.ts";

/** Tells of results that changed where operators look: nobody else listens yet. */
export function announceIn(telemetry: Telemetry): Announce {
  return async ({ submissionId, cohortId, state }) => {
    telemetry.info(`result changed: ${state}`, { submissionId, cohortId });
    telemetry.count("ResultChanged");
  };
}
