import type { CellReason } from "./cell-status.ts";

/** A reason of a cell in a few words, for a person. Times in UTC, unless `timeText` says another zone. */
export function cellReasonText(
  reason: CellReason,
  timeText: (instant: string) => string = minuteText,
): string {
  switch (reason.kind) {
    case "withheld":
      return "withheld";
    case "hidden":
      return "not released yet";
    case "excused":
      return "excused";
    case "overridden":
      return "set by an instructor";
    case "on_hold":
      return `on hold: a criterion of ${listText(reason.stages)}`;
    case "system_failure":
      return `${reason.stage}: our side could not finish it`;
    case "blocked":
      return `${reason.stage}: the account did not let us look`;
    case "in_progress":
      return reason.until === undefined
        ? `${reason.stage} is on its way`
        : `${reason.stage} waits for AWS, next look ${timeText(reason.until)}`;
    case "needs_review":
      return `${listText(reason.stages)} to be looked at by a person`;
    case "not_open":
      return `opens ${timeText(reason.opensAt)}`;
    case "not_submitted":
      return `not handed in, due ${timeText(reason.dueAt)}`;
    case "missing":
      return reason.isClosed ? "missing, closed" : `missing, was due ${timeText(reason.dueAt)}`;
    case "no_attempt":
      return `${reason.stage} was handed in, nothing of it counts`;
    case "partly_done":
      return `done: ${listText(reason.done)}; open: ${listText(reason.open)}`;
    case "late":
      return `${reason.stage} late by ${durationText(reason.bySeconds)}`;
    case "graded":
      return "graded";
    default:
      return reason satisfies never;
  }
}

function listText(stages: readonly string[]): string {
  return stages.join(", ");
}

/** `2026-01-31 12:00 UTC` */
function minuteText(instant: string): string {
  return `${instant.slice(0, 16).replace("T", " ")} UTC`;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** `2 d 3 h`, `3 h 20 min`, `20 min`: begun minutes count. */
export function durationText(seconds: number): string {
  if (seconds >= day) return pair(seconds, { of: day, unit: "d", rest: hour, restUnit: "h" });
  if (seconds >= hour) return pair(seconds, { of: hour, unit: "h", rest: minute, restUnit: "min" });
  return `${Math.max(1, Math.ceil(seconds / minute))} min`;
}

function pair(
  seconds: number,
  units: { of: number; unit: string; rest: number; restUnit: string },
): string {
  const whole = Math.floor(seconds / units.of);
  const rest = Math.floor((seconds % units.of) / units.rest);
  const first = `${whole} ${units.unit}`;
  return rest === 0 ? first : `${first} ${rest} ${units.restUnit}`;
}
