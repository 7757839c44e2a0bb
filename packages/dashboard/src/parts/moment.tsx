import { text } from "../text/text.ts";

const dayAndTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});
const timeOnly = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});

/** A moment in the zone of whoever looks, with the zone; the tooltip has it in UTC. */
export function Moment({
  at,
  show = "day",
}: {
  /** ISO-8601 in UTC. */
  readonly at: string;
  /** `time`: without the day, to the second. */
  readonly show?: "day" | "time";
}) {
  return (
    <time dateTime={at} title={text.times.utc(at.slice(0, 19).replace("T", " "))}>
      {show === "time" ? timeOnly.format(new Date(at)) : formatMoment(at)}
    </time>
  );
}

/** The same as words, where only words fit. */
export function formatMoment(at: string): string {
  return dayAndTime.format(new Date(at));
}

/** The zone of whoever looks, such as `Europe/Zurich`. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
