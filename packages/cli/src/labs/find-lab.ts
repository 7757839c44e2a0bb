import { access } from "node:fs/promises";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type AuthoredLab, labFiles } from "@lab-grader/core/lab/lab-files";
import { describeProblem } from "@lab-grader/core/lab/problem";
import type { CommandContext } from "../command.ts";
import { usageError } from "../command-error.ts";
import { readLabFolder } from "./read-lab.ts";

/** The labs that come with this project. */
export const ownLabs = resolve(fileURLToPath(new URL("../../../../labs", import.meta.url)));

/**
 * The lab of this id: from a folder of LABS_DIR, from `labs/` here or above, or one of the
 * project's own. A path to a lab's folder is taken as it is.
 * @throws CommandError of kind `usage`: no such lab, or one with problems.
 */
export async function getLab(
  lab: string,
  from: Pick<CommandContext, "directory" | "environment">,
): Promise<AuthoredLab> {
  for (const folder of candidates(lab, from)) {
    if (!(await isThere(join(folder, labFiles.lab)))) continue;
    const loaded = await readLabFolder(folder);
    if (loaded.ok) return loaded.value;
    throw usageError("usage.lab_broken", loaded.problems.map(describeProblem).join("\n"));
  }
  throw usageError(
    "usage.lab_unknown",
    `There is no lab "${basename(lab)}" in labs/ or LABS_DIR. A path to a lab's folder works too.`,
  );
}

function candidates(
  lab: string,
  { directory, environment }: Pick<CommandContext, "directory" | "environment">,
): readonly string[] {
  if (lab.includes("/") || lab.startsWith(".")) return [resolve(directory, lab)];
  const given = (environment.LABS_DIR ?? "").split(delimiter).filter(Boolean);
  return [
    ...given.map((folder) => resolve(directory, folder)),
    ...foldersFrom(directory).map((folder) => join(folder, "labs")),
    ownLabs,
  ].map((folder) => join(folder, lab));
}

function foldersFrom(directory: string): string[] {
  const parent = dirname(directory);
  return parent === directory ? [directory] : [directory, ...foldersFrom(parent)];
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
