import { cloudTimings } from "@lab-grader/core/grading/timings";
import type { Phase, PhaseCount } from "@lab-grader/core/views/phases";
import { text } from "../../text/text.ts";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** After this long the alarm `grading-late` speaks: see docs/operations.md. */
const lateSeconds = 20 * minute;
const { waitingLimitSeconds, waitingPeriodSeconds } = cloudTimings;

/** From this age on, since it came in, the oldest of a phase is no longer usual. */
const unusualSeconds: Readonly<Record<Phase, number>> = {
  queued: lateSeconds,
  waiting: waitingLimitSeconds + waitingPeriodSeconds,
  // They may have waited for AWS before.
  grading: waitingLimitSeconds + lateSeconds,
  follow_up: waitingLimitSeconds + lateSeconds,
  job: hour,
};

/** Whether somebody should look at what is in a phase. */
export function isUnusual(phase: Phase, { oldestSeconds = 0 }: PhaseCount): boolean {
  return oldestSeconds > unusualSeconds[phase];
}

/** `45 seconds`, `12 minutes`, `3 hours`: how long is what matters, not to the second. */
export function ageText(seconds: number): string {
  const { ages } = text.operations;
  if (seconds < 90) return ages.seconds(Math.round(seconds));
  if (seconds < 90 * minute) return ages.minutes(Math.round(seconds / minute));
  if (seconds < 2 * day) return ages.hours(Math.round(seconds / hour));
  return ages.days(Math.round(seconds / day));
}
