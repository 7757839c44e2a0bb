import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import type { LabProofFile } from "@lab-grader/core/lab/lab-proof";
import { describeProblem } from "@lab-grader/core/lab/problem";
import type { LabBench, LabTest } from "@lab-grader/sandbox/lab-bench/bench";
import * as z from "zod";
import { type CommandContext, defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { counted } from "../feedback/figures.ts";
import { type LabFolder, labFolders } from "../labs/lab-folders.ts";
import { labTestDocument } from "../labs/lab-test-document.ts";
import { renderLabTest } from "../labs/lab-test-table.ts";
import { readLabFolder } from "../labs/read-lab.ts";
import { watchLabTests } from "../labs/watch-lab-tests.ts";

interface TestedLab {
  readonly folder: LabFolder;
  readonly authored: AuthoredLab;
  readonly test: LabTest;
}

/** Every case of labs, and their two scores; exit code 1 below 100 %. */
export const labTestCommand = defineCommand({
  name: "lab test",
  summary: "play every case of a lab in a local AWS and say what its rubric proves",
  example: "labgrader lab test labs/* --json",
  arguments: [{ name: "<dirs...>", description: "folders of labs" }],
  flags: [{ flags: "--watch", description: "stay, and play what changes when a file is saved" }],
  input: z.strictObject({
    dirs: z.array(z.string().min(1)).min(1),
    watch: z.boolean().optional(),
  }),
  run: async ({ dirs, watch }, context) => {
    const { terminal, directory } = context;
    if (watch && terminal.isJson) {
      throw usageError("usage.watch_json", "--json is one document, --watch goes on: take one.");
    }
    const folders = await labFolders(dirs, directory);
    const { openLabBench } = await import("@lab-grader/sandbox/lab-bench/bench");
    const bench = openLabBench();
    try {
      if (watch) {
        await watchLabTests(folders, bench, context);
        return exitCodes.ok;
      }
      const tested = await testOnce(folders, bench, context);
      terminal.print({
        text: () =>
          tested
            .map(({ authored: { lab }, test }) =>
              renderLabTest(`${lab.id} ${lab.version}`, test, terminal),
            )
            .join("\n\n"),
        json: (): LabProofFile => ({
          labs: tested.map(({ folder, authored, test }) => ({
            ...labTestDocument(authored, test),
            folder: folder.typed,
          })),
        }),
      });
      return tested.every(({ test }) => test.isPassed) ? exitCodes.ok : exitCodes.notPassed;
    } finally {
      await bench.close();
    }
  },
});

async function testOnce(
  folders: readonly LabFolder[],
  bench: LabBench,
  { terminal, signal }: CommandContext,
): Promise<readonly TestedLab[]> {
  const loaded = await Promise.all(
    folders.map(async (folder) => ({
      folder,
      read: await readLabFolder(folder.typed, folder.path),
    })),
  );
  const problems = loaded.flatMap(({ read }) => (read.ok ? [] : read.problems));
  if (problems.length > 0) {
    throw usageError("usage.lab_broken", problems.map(describeProblem).join("\n"));
  }
  const labs = loaded.flatMap(({ folder, read }) =>
    read.ok ? [{ folder, authored: read.value }] : [],
  );
  const all = labs.reduce(
    (sum, { authored: { lab, cases } }) => sum + lab.stages.length + cases.length,
    0,
  );
  const line = terminal.progress.start("playing");
  const started = performance.now();
  let played = 0;
  line.update(`${counted(labs.length, "lab")}, ${counted(all, "case")}`);
  const tested = await Promise.all(
    labs.map(async ({ folder, authored }) => {
      const test = await bench.test(authored, () => {
        signal.throwIfAborted();
        played += 1;
        line.update(`${counted(labs.length, "lab")}, ${played} of ${all} cases`);
      });
      return { folder, authored, test };
    }),
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  line.end(`${counted(labs.length, "lab")}: ${counted(all, "case")}  ${seconds} s`);
  return tested;
}
