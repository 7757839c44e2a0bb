import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type AuthoredLab, labFiles, loadLabFiles } from "@lab-grader/core/lab/lab-files";
import type { Loaded } from "@lab-grader/core/lab/problem";

/**
 * Reads a lab's folder: `lab.yaml`, and below `cases/` its solution and its cases. Problems show
 * the files below `name`; default: the folder itself.
 */
export async function readLabFolder(name: string, folder = name): Promise<Loaded<AuthoredLab>> {
  const [lab, solution, cases] = await Promise.all([
    textOf(join(folder, labFiles.lab)),
    textOf(join(folder, labFiles.solution)),
    textOf(join(folder, labFiles.cases)),
  ]);
  return loadLabFiles(name, { lab, solution, cases });
}

/** A lab's `lab.yaml` and solution, where its cases may not fit to them at the moment. */
export async function readSolvedLab(name: string, folder = name): Promise<Loaded<AuthoredLab>> {
  const [lab, solution] = await Promise.all([
    textOf(join(folder, labFiles.lab)),
    textOf(join(folder, labFiles.solution)),
  ]);
  return loadLabFiles(name, { lab, solution, cases: "{}" });
}

/** `undefined` when there is no such file. */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
