import * as z from "zod";
import { Instant } from "../ids.ts";

/** What a job of the kind `hold` brings to past grades. */
export const HoldInput = z.strictObject({
  /** Full name; whether it is on hold, the assignment says when the job works. */
  criterion: z.string(),
  /** Attempts that were spent on it from then on come back. */
  since: Instant.optional(),
});
export type HoldInput = z.infer<typeof HoldInput>;
