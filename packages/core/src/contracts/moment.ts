import * as z from "zod";

/**
 * A time as people and programs write it, with its zone: `2026-09-01T23:59:00+02:00`. A time
 * without a zone means something else on each machine, so it is refused. Kept in UTC.
 */
export const Moment = z.iso
  .datetime({ offset: true, error: "a time with its zone, such as 2026-09-01T23:59:00+02:00" })
  .transform((text) => new Date(text).toISOString());
