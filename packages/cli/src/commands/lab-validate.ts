import type { StageExamination } from "@lab-grader/core/lab/examine-lab";
import { describeProblem } from "@lab-grader/core/lab/problem";
import { longestSessionPolicy } from "@lab-grader/core/policy/derive-policy";
import { pointsText } from "@lab-grader/core/views/figures";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { counted } from "../feedback/figures.ts";
import { labFolders } from "../labs/lab-folders.ts";
import { type LabValidation, validateLab } from "../labs/validate-lab.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { wrap } from "../terminal/wrap.ts";

interface ValidatedFolder {
  readonly folder: string;
  readonly validation: LabValidation;
}

/** Whether a lab can be published, without playing its cases. */
export const labValidateCommand = defineCommand({
  name: "lab validate",
  summary: "read labs and say where, by file, line and column, something is wrong",
  example: "labgrader lab validate labs/dynamodb-introduction",
  arguments: [{ name: "<dirs...>", description: "folders of labs" }],
  input: z.strictObject({ dirs: z.array(z.string().min(1)).min(1) }),
  run: async ({ dirs }, { terminal, directory }) => {
    const folders = await labFolders(dirs, directory);
    const labs = await Promise.all(
      folders.map(async ({ typed, path }) => ({
        folder: typed,
        validation: await validateLab(typed, path),
      })),
    );
    terminal.print({
      text: () => labs.map((one) => renderFolder(one, terminal)).join("\n"),
      json: () => ({ labs: labs.map(folderJson) }),
    });
    return labs.every(isPublishable) ? exitCodes.ok : exitCodes.notPassed;
  },
});

function isPublishable({ validation }: ValidatedFolder): boolean {
  return (
    validation.isValid &&
    validation.stages.every((stage) => stage.sessionPolicyCharacters <= longestSessionPolicy)
  );
}

function folderJson(labFolder: ValidatedFolder): object {
  const { folder, validation } = labFolder;
  const isValid = isPublishable(labFolder);
  if (!validation.isValid) return { folder, isValid, problems: validation.problems };
  const { id, version } = validation.authored.lab;
  return { folder, lab: id, version, isValid, problems: [], stages: validation.stages };
}

function renderFolder(labFolder: ValidatedFolder, { columns }: Pick<Terminal, "columns">): string {
  const { folder, validation } = labFolder;
  if (!validation.isValid) return validation.problems.map(describeProblem).join("\n");
  const { lab, cases } = validation.authored;
  const verdict = isPublishable(labFolder) ? "is well-formed" : "can't be published";
  return [
    `${folder}: ${lab.id} ${lab.version} ${verdict}, ${counted(cases.length, "case")}`,
    ...validation.stages.flatMap((stage) => [
      wrap(stageText(stage), columns, { first: "  ", rest: "    " }),
      ...stage.warnings.map((text) => wrap(text, columns, { first: "    ", rest: "    " })),
    ]),
  ].join("\n");
}

function stageText(stage: StageExamination): string {
  const size = [
    `${counted(stage.criteria, "criterion", "criteria")}, ${pointsText(stage.points)} points`,
    `${counted(stage.facts, "fact")} asked in ${counted(stage.depth, "step")}`,
    `session policy ${stage.sessionPolicyCharacters} of ${longestSessionPolicy} characters`,
  ];
  return `${stage.stage}: ${size.join("; ")}`;
}
