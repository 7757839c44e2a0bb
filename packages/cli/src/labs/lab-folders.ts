import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { usageError } from "../command-error.ts";

/** A lab's folder, as it was typed and where it is. */
export interface LabFolder {
  readonly typed: string;
  readonly path: string;
}

/**
 * The folders among what was typed. `labs/*` also names the schemas beside the labs, so files are
 * passed over; where there are only files, or nothing at all, that was a mistake.
 * @throws CommandError of kind `usage`
 */
export async function labFolders(
  typed: readonly string[],
  directory: string,
): Promise<readonly LabFolder[]> {
  const kinds = await Promise.all(typed.map((one) => kindOf(resolve(directory, one))));
  const missing = typed.filter((_one, at) => kinds[at] === "missing");
  if (missing.length > 0) {
    throw usageError("usage.folder_missing", `There is no folder ${missing.join(", ")}.`);
  }
  const folders = typed.filter((_one, at) => kinds[at] === "folder");
  if (folders.length > 0) {
    return folders.map((one) => ({ typed: one, path: resolve(directory, one) }));
  }
  throw usageError(
    "usage.no_folder",
    `${typed.join(", ")}: name the folder of a lab, the one with lab.yaml in it.`,
  );
}

async function kindOf(path: string): Promise<"folder" | "file" | "missing"> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "missing";
    throw error;
  }
}
