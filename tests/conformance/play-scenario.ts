import { readdirSync, readFileSync } from "node:fs";
import type { Json } from "@lab-grader/core/json";
import { resolveStep } from "@lab-grader/core/lab/resolve-step";
import { readSteps, type Step } from "@lab-grader/core/lab/step";
import { parseYaml } from "@lab-grader/core/lab/yaml-source";
import { type AwsCommands, createAwsCommands } from "@lab-grader/sandbox/lab-bench/aws-commands";
import type { StepAnswers } from "@lab-grader/sandbox/lab-bench/run-steps";
import * as z from "zod";

export interface Scenario {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** What one AWS answered to one step. */
export type StepResult =
  | { readonly status: "answered"; readonly answer: Json }
  | { readonly status: "refused"; readonly code: string; readonly message: string };

const folder = new URL("calls/", import.meta.url);
const Scenarios = z.record(z.string(), z.record(z.string(), z.unknown()));

/** @throws Error when a file of `calls` is not as it should be. */
export function readScenarios(): readonly Scenario[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .flatMap(readScenariosOf);
}

function readScenariosOf(file: string): readonly Scenario[] {
  const yaml = parseYaml(file, readFileSync(new URL(file, folder), "utf8"));
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.problems, undefined, 2));
  return Object.entries(Scenarios.parse(yaml.value.value)).map(([name, value]) => {
    const steps = readSteps(value, [name], yaml.value);
    if (!steps.ok) throw new Error(JSON.stringify(steps.problems, undefined, 2));
    return { name: `${file}: ${name}`, steps: steps.value };
  });
}

/** Types every step of a scenario, whatever the earlier ones were answered. */
export async function playScenario(
  { steps }: Scenario,
  aws: {
    endpoint: string;
    accountId: string;
    credentials: Parameters<typeof createAwsCommands>[0]["credentials"];
  },
): Promise<ReadonlyMap<string, StepResult>> {
  const { endpoint, accountId, credentials } = aws;
  const commands = createAwsCommands({ endpoint, credentials });
  const answers: StepAnswers = new Map();
  const results = new Map<string, StepResult>();
  const variables = { region: "us-east-1", account: accountId };
  try {
    for (const step of steps) {
      const result = await resultOf(commands, resolveStep(step, variables, answers));
      if (result.status === "answered") answers.set(step.name, result.answer);
      results.set(step.name, result);
    }
    return results;
  } finally {
    commands.close();
  }
}

async function resultOf(
  commands: AwsCommands,
  step: Parameters<AwsCommands["run"]>[0],
): Promise<StepResult> {
  try {
    return { status: "answered", answer: await commands.run(step) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { status: "refused", code: error.name, message: error.message };
  }
}
