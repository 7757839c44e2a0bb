import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { labFiles, sheetFile } from "@lab-grader/core/lab/lab-files";
import { type LoadedLab, loadLab } from "@lab-grader/core/lab/load-lab";
import { describeProblem } from "@lab-grader/core/lab/problem";

/** A lab with the sheet that its learners read. */
export interface LabWithSheet extends LoadedLab {
  /** Absent where the lab has none. */
  readonly sheet?: string | undefined;
}

/**
 * A lab's `lab.yaml` and sheet, below a directory of labs.
 * @throws Error that names file, line and problem.
 */
export async function readLab(labsDirectory: string, labId: string): Promise<LabWithSheet> {
  const file = join(labsDirectory, labId, labFiles.lab);
  const loaded = loadLab(file, await readFile(file, "utf8"));
  if (loaded.ok) {
    return { ...loaded.value, sheet: await readSheet(join(labsDirectory, labId, sheetFile)) };
  }
  throw new Error(loaded.problems.map(describeProblem).join("\n"));
}

async function readSheet(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
