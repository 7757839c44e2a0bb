import { describeProblem } from "@lab-grader/core/lab/problem";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { counted } from "../feedback/figures.ts";
import { type LabTestView, renderLabTest } from "../labs/lab-test-table.ts";
import { readLabFolder } from "../labs/read-lab.ts";

/** Every case of a lab, and its two scores; exit code 1 below 100 %. */
export const labTestCommand = defineCommand({
  name: "lab test",
  summary: "play every case of a lab in a local AWS and say what its rubric proves",
  example: "labgrader lab test labs/dynamodb-introduction",
  arguments: [{ name: "<dirs...>", description: "folders of labs" }],
  input: z.strictObject({ dirs: z.array(z.string().min(1)).min(1) }),
  run: async ({ dirs }, { terminal, signal }) => {
    const { testLab } = await import("@lab-grader/sandbox/lab-bench/test-lab");
    const tested: (LabTestView & { folder: string; lab: string; version: string })[] = [];
    for (const folder of dirs) {
      signal.throwIfAborted();
      const loaded = await readLabFolder(folder);
      if (!loaded.ok) {
        throw usageError("usage.lab_broken", loaded.problems.map(describeProblem).join("\n"));
      }
      const line = terminal.progress.start("playing");
      const { lab, cases } = loaded.value;
      line.update(`${lab.id}: ${counted(cases.length, "case")}`);
      const started = performance.now();
      const test = await testLab(loaded.value);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      line.end(`${lab.id}: ${counted(test.cases.length, "case")}  ${seconds} s`);
      tested.push({ folder, lab: lab.id, version: lab.version, ...test });
    }
    terminal.print({
      text: () =>
        tested
          .map((test) => renderLabTest(`${test.lab} ${test.version}`, test, terminal))
          .join("\n\n"),
      json: () => ({ labs: tested }),
    });
    return tested.every(({ isPassed }) => isPassed) ? exitCodes.ok : exitCodes.notPassed;
  },
});
