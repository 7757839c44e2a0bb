/** ISO-8601 in UTC with milliseconds; what `Instant` parses. */
export type Instant = string;

export function addSeconds(instant: Instant, seconds: number): Instant {
  return new Date(Date.parse(instant) + Math.round(seconds * 1000)).toISOString();
}

/** Seconds from `earlier` to `later`; negative when they are the other way round. */
export function secondsBetween(earlier: Instant, later: Instant): number {
  return (Date.parse(later) - Date.parse(earlier)) / 1000;
}
