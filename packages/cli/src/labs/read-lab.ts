import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type AuthoredLab, labFiles, loadLabFiles } from "@lab-grader/core/lab/lab-files";
import type { Loaded } from "@lab-grader/core/lab/problem";

/** Reads a lab's folder: `lab.yaml`, and below `cases/` its solution and its cases. */
export async function readLabFolder(directory: string): Promise<Loaded<AuthoredLab>> {
  const [lab, solution, cases] = await Promise.all([
    textOf(join(directory, labFiles.lab)),
    textOf(join(directory, labFiles.solution)),
    textOf(join(directory, labFiles.cases)),
  ]);
  return loadLabFiles(directory, { lab, solution, cases });
}

/** `undefined` when there is no such file. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
