import { once } from "node:events";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StageId } from "@lab-grader/core/ids";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { labFiles } from "@lab-grader/core/lab/lab-files";
import { describeProblem } from "@lab-grader/core/lab/problem";
import { writtenSolution } from "@lab-grader/core/lab/write-solution";
import type { StageRecording } from "@lab-grader/sandbox/lab-bench/record-stage";
import * as z from "zod";
import { type CommandContext, defineCommand } from "../command.ts";
import { serviceError, usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { counted } from "../feedback/figures.ts";
import { type LabFolder, labFolders } from "../labs/lab-folders.ts";
import { readLabFolder, readSolvedLab } from "../labs/read-lab.ts";
import { portFlag, portProblem } from "../service/ports.ts";

/** The steps of a stage, from what its author types in a local AWS. */
export const labRecordCommand = defineCommand({
  name: "lab record",
  summary: "write a stage of the solution from what you type with `aws` in a local AWS",
  example: "labgrader lab record labs/my-lab --stage build",
  arguments: [{ name: "<dir>", description: "folder of a lab" }],
  flags: [
    { flags: "--stage <stage>", description: "which stage; the lab's only one may be left out" },
    { flags: "--replace", description: "write over the steps that the stage has" },
    { flags: "--port <port>", description: "where the local AWS listens (default 4600)" },
  ],
  input: z.strictObject({
    dir: z.string().min(1),
    stage: StageId.optional(),
    replace: z.boolean().optional(),
    port: portFlag(4600),
  }),
  run: async ({ dir, stage: wanted, replace, port }, context) => {
    const { terminal } = context;
    const [folder] = await labFolders([dir], context.directory);
    if (!folder) throw usageError("usage.no_folder", `${dir} is no folder.`);
    const authored = await readLab(folder);
    const stage = stageOf(authored, wanted);
    const steps = authored.solution.stages.find((one) => one.stage === stage)?.steps ?? [];
    if (steps.length > 0 && replace !== true) {
      throw usageError(
        "usage.stage_recorded",
        `The solution of ${stage} has ${counted(steps.length, "step")}; --replace writes over them.`,
      );
    }
    const path = join(folder.path, labFiles.solution);
    const order = authored.lab.stages.map(({ id }) => id);
    // Whatever can't be written is found out before anybody types.
    writtenSolution(await readFile(path, "utf8"), { stage, steps: [], order });

    const { recordStage } = await import("@lab-grader/sandbox/lab-bench/record-stage");
    const recording = await recordStage(authored, {
      ...{ stage, port },
      onStep: ({ name }) => terminal.note(`  ${name}`),
    }).catch((fault: unknown) => {
      throw portProblem(fault, { "--port": port });
    });
    if ("refused" in recording) {
      const { step, command, problem } = recording.refused;
      throw serviceError("record.refused", `${step} (${command}) of an earlier stage: ${problem}`);
    }
    try {
      terminal.note(howTo(recording, authored, stage));
      await untilStopped(context);
      const recorded = recording.steps();
      if (recorded.length > 0) {
        const text = await readFile(path, "utf8");
        await replaceFile(path, writtenSolution(text, { stage, steps: recorded, order }));
      }
      const problems = await problemsOf(folder);
      terminal.print({
        text: () =>
          [
            recorded.length === 0
              ? "Nothing was changed, so nothing was written."
              : `${join(dir, labFiles.solution)}: ${stage} has ${counted(recorded.length, "step")}.`,
            ...problems,
          ].join("\n"),
        json: () => ({ stage, steps: recorded.map(({ name }) => name), problems }),
      });
      return problems.length === 0 ? exitCodes.ok : exitCodes.notPassed;
    } finally {
      await recording.close();
    }
  },
});

async function readLab({ typed, path }: LabFolder): Promise<AuthoredLab> {
  const read = await readSolvedLab(typed, path);
  if (read.ok) return read.value;
  throw usageError("usage.lab_broken", read.problems.map(describeProblem).join("\n"));
}

async function problemsOf({ typed, path }: LabFolder): Promise<readonly string[]> {
  const read = await readLabFolder(typed, path);
  return read.ok ? [] : read.problems.map(describeProblem);
}

function stageOf({ lab }: AuthoredLab, wanted: string | undefined): string {
  const known = lab.stages.map(({ id }) => id);
  const [first = "", ...more] = known;
  if (wanted === undefined && more.length === 0) return first;
  if (wanted !== undefined && known.includes(wanted)) return wanted;
  throw usageError(
    "usage.stage",
    wanted === undefined
      ? `Which stage? --stage ${known.join(" or --stage ")}`
      : `The lab ${lab.id} has no stage "${wanted}"; it has ${known.join(", ")}.`,
  );
}

function howTo(
  { endpoint, accountId, accessKey }: StageRecording,
  { lab }: AuthoredLab,
  stage: string,
): string {
  const region = lab.variables.region ?? "us-east-1";
  return [
    `Local AWS        ${endpoint}   account ${accountId}, before the stage ${stage}`,
    "In another terminal:",
    `  export AWS_ENDPOINT_URL=${endpoint}`,
    `  export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`,
    `  export AWS_ACCESS_KEY_ID=${accessKey.accessKeyId} AWS_SECRET_ACCESS_KEY=${accessKey.secretAccessKey}`,
    `  aws --endpoint-url ${endpoint} dynamodb list-tables`,
    "Type what the learner would type. Enter or Ctrl-C here writes the steps:",
  ].join("\n");
}

/** Enter, the end of the input, or Ctrl-C. */
async function untilStopped({ stdin, signal }: CommandContext): Promise<void> {
  if (signal.aborted) return;
  const stopped = new AbortController();
  const typed = stdin
    ? [
        once(stdin, "data", { signal: stopped.signal }),
        once(stdin, "end", { signal: stopped.signal }),
      ]
    : [];
  stdin?.resume();
  try {
    await Promise.race([once(signal, "abort", { signal: stopped.signal }), ...typed]);
  } finally {
    stopped.abort();
    await Promise.allSettled(typed);
    stdin?.pause();
  }
}

/** A reader sees the old text or the new one, never a half. */
async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, text);
  await rename(draft, path);
}
