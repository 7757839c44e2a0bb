import * as z from "zod";

/** Of a sheet, in characters. */
export const longestSheet = 100_000;

// Tabs and ends of lines are text; the other control characters, and halves of characters, are not.
const notText = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

/** A lab's README: Markdown, and nobody has checked what it holds. */
export const LabSheet = z
  .string("the text of the lab's README.md")
  .max(longestSheet, `at most ${longestSheet} characters`)
  .refine((text) => !notText.test(text), "text without control characters");
export type LabSheet = z.infer<typeof LabSheet>;
