import * as z from "zod";

/** Something that a lab left in the learner's account, and the command that deletes it. */
export const LeftOverView = z.object({
  /** `table`, `backup`, … */
  what: z.string(),
  name: z.string(),
  region: z.string(),
  /** One line for a shell; run by the learner, never by us. */
  command: z.string(),
  cost: z.enum(["costs", "free"]),
});
export type LeftOverView = z.infer<typeof LeftOverView>;
