import { text } from "../../text/text.ts";

/** The dates of an assignment as they hold for one learner. */
export interface OwnDates {
  readonly opensAt: string;
  readonly dueAt: string;
  readonly closesAt: string;
}

/** `late`: after the due date, and something is still taken. */
export type Standing = "upcoming" | "open" | "late" | "closed";

export function standingAt(
  { opensAt, dueAt, closesAt }: OwnDates,
  /** Milliseconds. */
  now: number,
): Standing {
  if (now < Date.parse(opensAt)) return "upcoming";
  if (now >= Date.parse(closesAt)) return "closed";
  return now < Date.parse(dueAt) ? "open" : "late";
}

/** `due in 3 days`; `was due 2 hours ago, closes in 5 days`; `closed 3 days ago`. */
export function dueWords(dates: OwnDates, now: number): string {
  const words = text.labs.due;
  const span = (instant: string) => spanWords(Math.abs(Date.parse(instant) - now));
  switch (standingAt(dates, now)) {
    case "upcoming":
      return words.upcoming(span(dates.opensAt));
    case "open":
      return words.open(span(dates.dueAt));
    case "late":
      return words.late(span(dates.dueAt), span(dates.closesAt));
    case "closed":
      return words.closed(span(dates.closesAt));
  }
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Whole units, and never more than there are: `2 days`, `47 hours`, `90 minutes`. */
export function spanWords(ms: number): string {
  const { spans } = text.labs;
  if (ms >= 2 * dayMs) return spans.days(Math.floor(ms / dayMs));
  if (ms >= 2 * hourMs) return spans.hours(Math.floor(ms / hourMs));
  if (ms >= minuteMs) return spans.minutes(Math.floor(ms / minuteMs));
  return spans.moments;
}
