import { Moment } from "@lab-grader/core/contracts/moment";
import * as z from "zod";

/** A time with its zone; seconds may be left out. */
export const momentFlag = z
  .string({ error: "a time with its zone, such as 2026-09-01T23:59+02:00" })
  .transform((text) => text.replace(/T(\d\d:\d\d)(?=Z|[+-])/, "T$1:00"))
  .pipe(Moment);

/** A whole number, or `none`. */
export const LateTokens = z
  .string()
  .regex(/^\d{1,3}$/, "a whole number from 0 to 100")
  .transform(Number);
