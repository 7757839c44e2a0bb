import { mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { LabId } from "@lab-grader/core/lab/lab";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { ownLabs } from "../labs/find-lab.ts";
import { starterLab } from "../labs/starter-lab.ts";

/** A folder with a lab that works, to be changed. */
export const labNewCommand = defineCommand({
  name: "lab new",
  summary: "write a starter lab that validates and tests at 100 %",
  example: "labgrader lab new labs/my-lab",
  arguments: [{ name: "<dir>", description: "a new folder; its name becomes the lab's id" }],
  input: z.strictObject({ dir: z.string().min(1) }),
  run: async ({ dir }, { terminal, directory }) => {
    const folder = resolve(directory, dir);
    const id = LabId.safeParse(basename(folder));
    if (!id.success) {
      throw usageError(
        "usage.lab_id",
        `"${basename(folder)}" can't become a lab id: that has lower-case letters, digits and hyphens, 2 to 63 characters.`,
      );
    }
    if ((await filesIn(folder)).length > 0) {
      throw usageError("usage.folder_taken", `${dir} has files already; nothing was written.`);
    }
    const schemas = relative(folder, ownLabs).split(sep).join("/");
    const files = Object.entries(starterLab(id.data, schemas));
    for (const [name, text] of files) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text, { flag: "wx" });
    }
    terminal.print({
      text: () =>
        [
          `${dir}: ${files.map(([name]) => name).join(", ")}`,
          `Next: labgrader lab test --watch ${dir}`,
        ].join("\n"),
      json: () => ({ folder: dir, lab: id.data, files: files.map(([name]) => name) }),
    });
    return exitCodes.ok;
  },
});

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
