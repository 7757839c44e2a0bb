import { join } from "node:path";
import { sheetFile } from "@lab-grader/core/lab/lab-files";
import { LabSheet } from "@lab-grader/core/lab/lab-sheet";
import { usageError } from "../command-error.ts";
import type { LabFolder } from "./lab-folders.ts";
import { textOf } from "./read-lab.ts";

/**
 * A lab's README.md, as it is published for learners; `undefined` where there is none.
 * @throws CommandError of kind `usage` where it can't be published.
 */
export async function readSheet({ typed, path }: LabFolder): Promise<LabSheet | undefined> {
  const text = await textOf(join(path, sheetFile));
  if (text === undefined) return undefined;
  const sheet = LabSheet.safeParse(text);
  if (sheet.success) return sheet.data;
  const problem = sheet.error.issues.map(({ message }) => message).join("; ");
  throw usageError(
    "usage.sheet",
    `${typed}/${sheetFile} can't be published; expected: ${problem}. It has ${text.length} characters.`,
  );
}
