import { withTimes } from "@lab-grader/core/views/figures";
import type { Times } from "@lab-grader/core/views/whose-move";

/** `14:03:22 UTC` */
export function secondOfDay(instant: string): string {
  return `${instant.slice(11, 19)} UTC`;
}

/** `14:03 UTC`, with the reader's own time where it is another. */
export function minuteOfDay(instant: string): string {
  const utc = instant.slice(11, 16);
  const own = new Date(instant).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return own === utc ? `${utc} UTC` : `${utc} UTC (${own} here)`;
}

/** Times as a terminal shows them. */
export const terminalTimes: Times = {
  minute: minuteOfDay,
  day: (instant) => `${instant.slice(0, 10)}, ${minuteOfDay(instant)}`,
};

/** `1 attempt`, `2 attempts` */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** Times as AWS writes them, in the middle of a text, as a person reads them; the day only where it is another. */
export function withReadableTimes(text: string, today: string): string {
  return withTimes(text, (instant) => {
    const [day, minute] = [instant.slice(0, 10), instant.slice(11, 16)];
    return today.startsWith(day) ? `${minute} UTC` : `${day}, ${minute} UTC`;
  });
}
