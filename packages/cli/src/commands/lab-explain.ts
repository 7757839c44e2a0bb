import type { Lab } from "@lab-grader/core/lab/lab";
import { describeProblem } from "@lab-grader/core/lab/problem";
import * as z from "zod";
import { type CommandContext, defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { explainLabs, type LabsExplanation } from "../labs/explain-labs.ts";
import {
  callsText,
  checklistText,
  overviewText,
  policyText,
  templateText,
} from "../labs/explanation-text.ts";
import { getLab } from "../labs/find-lab.ts";
import { type LabFolder, labFolders } from "../labs/lab-folders.ts";
import { readLabFolder } from "../labs/read-lab.ts";

const parts = ["policy", "template", "calls", "checklist"] as const;
type Part = (typeof parts)[number];

/** What is derived from labs: nothing is asked of anybody. */
export const labExplainCommand = defineCommand({
  name: "lab explain",
  summary: "show what a lab needs and asks: policies, role template, calls, checklist",
  example: "labgrader lab explain dynamodb-introduction --template > role.yaml",
  arguments: [{ name: "<labs...>", description: "ids of labs, or their folders" }],
  flags: [
    { flags: "--policy", description: "the session policy of each stage, the role policy of all" },
    { flags: "--template", description: "the CloudFormation template of the learner's role" },
    { flags: "--calls", description: "the calls, in the order in which they are made" },
    { flags: "--checklist", description: "what learners may know before they submit" },
    {
      flags: "--stage <stage>",
      description: "of the deployment, in the role's name; the template's default",
    },
  ],
  input: z.strictObject({
    labs: z.array(z.string().min(1)).min(1),
    policy: z.boolean().optional(),
    template: z.boolean().optional(),
    calls: z.boolean().optional(),
    checklist: z.boolean().optional(),
    stage: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,31}$/, "lower-case letters, digits and hyphens")
      .optional(),
  }),
  run: async ({ labs: names, stage, ...wanted }, context) => {
    const { terminal } = context;
    const asked = parts.filter((part) => wanted[part] === true);
    const [part, ...more] = asked;
    if (more.length > 0) {
      throw usageError(
        "usage.one_part",
        `Take one of ${asked.map((one) => `--${one}`).join(", ")}.`,
      );
    }
    const explanation = explainLabs(await labsOf(names, context), stage);
    terminal.print({
      text: () => textOf(part, explanation, terminal),
      json: () => jsonOf(part, explanation),
    });
    return explanation.role.fits ? exitCodes.ok : exitCodes.notPassed;
  },
});

/** Folders, as the shell makes them of `labs/*`, and ids, in the order in which they are named. */
async function labsOf(names: readonly string[], context: CommandContext): Promise<readonly Lab[]> {
  const isPath = (name: string) => name.includes("/") || name.startsWith(".");
  const hasFolder = names.some(isPath);
  // `labs/*` also names the schemas beside the labs.
  const paths = hasFolder ? await labFolders(names.filter(isPath), context.directory) : [];
  const read = await Promise.all(
    names.map(async (name) => {
      if (!isPath(name)) return [(await getLab(name, context)).lab];
      const folder = paths.find(({ typed }) => typed === name);
      return folder ? [await labOf(folder)] : [];
    }),
  );
  return read.flat();
}

async function labOf({ typed, path }: LabFolder): Promise<Lab> {
  const read = await readLabFolder(typed, path);
  if (read.ok) return read.value.lab;
  throw usageError("usage.lab_broken", read.problems.map(describeProblem).join("\n"));
}

function textOf(
  part: Part | undefined,
  explanation: LabsExplanation,
  terminal: CommandContext["terminal"],
): string {
  switch (part) {
    case "policy":
      return policyText(explanation);
    case "template":
      return templateText(explanation);
    case "calls":
      return callsText(explanation, terminal);
    case "checklist":
      return checklistText(explanation, terminal);
    case undefined:
      return overviewText(explanation, terminal);
    default:
      return part satisfies never;
  }
}

function jsonOf(part: Part | undefined, { labs, role }: LabsExplanation): object {
  const named = ({ lab, version, title }: LabsExplanation["labs"][number]) => ({
    lab,
    version,
    title,
  });
  switch (part) {
    case "policy":
      return {
        labs: labs.map((one) => ({ ...named(one), policies: one.policies })),
        role: role.fits ? { version: role.version, policies: role.documents } : role,
      };
    case "template":
      return { labs: labs.map(named), role };
    case "calls":
      return { labs: labs.map((one) => ({ ...named(one), calls: one.calls })) };
    case "checklist":
      return { labs: labs.map((one) => ({ ...named(one), checklist: one.checklist })) };
    case undefined:
      return { labs, role };
    default:
      return part satisfies never;
  }
}
