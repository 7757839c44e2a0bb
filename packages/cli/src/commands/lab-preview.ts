import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describeProblem } from "@lab-grader/core/lab/problem";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { labFolders } from "../labs/lab-folders.ts";
import { previewStages } from "../labs/lab-preview.ts";
import { previewText } from "../labs/preview-text.ts";
import { readLabFolder } from "../labs/read-lab.ts";

/** A lab with the eyes of its learners. */
export const labPreviewCommand = defineCommand({
  name: "lab preview",
  summary: "show a lab as learners see it: before submitting, red, waiting and green",
  example: "labgrader lab preview labs/dynamodb-introduction --case no-ceiling",
  arguments: [{ name: "<dir>", description: "folder of a lab" }],
  flags: [{ flags: "--case <name>", description: "only the feedback of this case of cases.yaml" }],
  input: z.strictObject({ dir: z.string().min(1), case: z.string().min(1).optional() }),
  run: async ({ dir, case: wanted }, { terminal, directory }) => {
    const [folder] = await labFolders([dir], directory);
    if (!folder) throw usageError("usage.no_folder", `${dir} is no folder.`);
    const read = await readLabFolder(folder.typed, folder.path);
    if (!read.ok) {
      throw usageError("usage.lab_broken", read.problems.map(describeProblem).join("\n"));
    }
    const authored = read.value;
    if (wanted !== undefined && !authored.cases.some(({ name }) => name === wanted)) {
      const known = authored.cases.map(({ name }) => name).join(", ");
      throw usageError("usage.case_unknown", `There is no case "${wanted}"; there are ${known}.`);
    }
    const { openLabBench } = await import("@lab-grader/sandbox/lab-bench/bench");
    const bench = openLabBench();
    try {
      const line = terminal.progress.start("playing");
      const test = await bench.test(authored);
      line.end(authored.lab.id);
      const stages = previewStages(authored, test, wanted);
      const readme = await readmeOf(folder.path);
      const { id, version } = authored.lab;
      terminal.print({
        text: () => previewText({ lab: authored.lab, readme, stages }, terminal),
        json: () => ({ lab: id, version, stages }),
      });
      return exitCodes.ok;
    } finally {
      await bench.close();
    }
  },
});

async function readmeOf(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, "README.md"), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
