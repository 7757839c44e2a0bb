import { describeProblem } from "@lab-grader/core/lab/problem";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { factsText } from "../labs/facts-text.ts";
import { labFolders } from "../labs/lab-folders.ts";
import { readLabFolder } from "../labs/read-lab.ts";

/** What `fact.query` can look into. */
export const labFactsCommand = defineCommand({
  name: "lab facts",
  summary: "show what each fact of a lab finds in its solution: the fields that fact.query asks",
  example: "labgrader lab facts labs/dynamodb-capacity --stage build",
  arguments: [{ name: "<dir>", description: "folder of a lab" }],
  flags: [{ flags: "--stage <stage>", description: "the stage's id; the first one by default" }],
  input: z.strictObject({ dir: z.string().min(1), stage: z.string().min(1).optional() }),
  run: async ({ dir, stage: wanted }, { terminal, directory }) => {
    const [folder] = await labFolders([dir], directory);
    if (!folder) throw usageError("usage.no_folder", `${dir} is no folder.`);
    const read = await readLabFolder(folder.typed, folder.path);
    if (!read.ok) {
      throw usageError("usage.lab_broken", read.problems.map(describeProblem).join("\n"));
    }
    const { id, stages } = read.value.lab;
    const stage = wanted ?? stages[0]?.id ?? "";
    if (!stages.some((one) => one.id === stage)) {
      const known = stages.map((one) => one.id).join(", ");
      throw usageError("usage.stage", `The lab ${id} has no stage "${stage}"; it has ${known}.`);
    }
    const { factsOfSolution } = await import("@lab-grader/sandbox/lab-bench/facts-of-solution");
    const line = terminal.progress.start("playing");
    line.update(`${id} ${stage}`);
    const played = await factsOfSolution(read.value, stage);
    line.end(`${id} ${stage}`);
    if (!played.ok) throw usageError("usage.lab_refused", played.problem);
    terminal.print({
      text: () => factsText(played.facts),
      json: () => ({ lab: id, stage, facts: played.facts }),
    });
    return exitCodes.ok;
  },
});
