import * as z from "zod";

/** IANA name of a time zone that this runtime knows. Offsets such as +02:00 have no summer, so they are none. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(
    (name) => /^[A-Za-z]/.test(name) && isKnownZone(name),
    "the name of a time zone, such as Europe/Berlin or UTC",
  );

function isKnownZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
