import { Moment } from "@lab-grader/core/contracts/moment";
import { TimeZone } from "@lab-grader/core/contracts/time-zone";
import { Temporal } from "temporal-polyfill";
import * as z from "zod";
import { usageError } from "../command-error.ts";

export const ZoneFlag = TimeZone;
/** Read once the zone is known. */
export const TimeFlag = z.string().min(1, "a time, such as 2026-09-01T23:59").max(64);

const local = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/;

/**
 * A time as it was typed, in UTC: with its own zone, or as the clocks in `zone` show it. A time that
 * clocks there skip or show twice is refused: nobody can tell which was meant.
 * @throws CommandError of kind `usage`
 */
export function instantOf(text: string, flag: string, zone: string | undefined): string {
  if (local.test(text)) {
    if (zone === undefined) {
      throw usageError(
        "usage.time_without_zone",
        `${flag}: ${text} is another time in each country. Add --zone Europe/Berlin, or write ${text.replace(" ", "T")}+01:00.`,
      );
    }
    return localInstant(text.replace(" ", "T"), flag, zone);
  }
  const parsed = Moment.safeParse(text.replace(/T(\d\d:\d\d)(?=Z|[+-])/, "T$1:00"));
  if (parsed.success) return parsed.data;
  throw usageError(
    "usage.time",
    `${flag}: "${text}" is no time. Write 2026-09-01T23:59 with --zone Europe/Berlin, or 2026-09-01T23:59+02:00.`,
  );
}

/** `2026-09-01 23:59 Europe/Berlin` */
export function localText(instant: string, zone: string): string {
  const there = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  return `${there.toString({ smallestUnit: "minute" }).replace("T", " ")} ${zone}`;
}

function localInstant(text: string, flag: string, zone: string): string {
  try {
    const there = Temporal.PlainDateTime.from(text).toZonedDateTime(zone, {
      disambiguation: "reject",
    });
    return new Date(there.epochMilliseconds).toISOString();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw usageError(
      "usage.time_not_there",
      `${flag}: there is no such time in ${zone}, or clocks show it twice. Write it with its offset: ${text}+01:00.`,
    );
  }
}
