import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { labFiles } from "@lab-grader/core/lab/lab-files";
import { type LoadedLab, loadLab } from "@lab-grader/core/lab/load-lab";
import { describeProblem } from "@lab-grader/core/lab/problem";

/** A lab's `lab.yaml`, below a directory of labs. @throws Error that names file, line and problem. */
export async function readLab(labsDirectory: string, labId: string): Promise<LoadedLab> {
  const file = join(labsDirectory, labId, labFiles.lab);
  const loaded = loadLab(file, await readFile(file, "utf8"));
  if (loaded.ok) {
    return loaded.value;
  }
  throw new Error(loaded.problems.map(describeProblem).join("\n"));
}
