import type { Json } from "@lab-grader/core/json";
import { resolveStep } from "@lab-grader/core/lab/resolve-step";
import type { Step } from "@lab-grader/core/lab/step";
import type { Variables } from "@lab-grader/core/lab/variables";
import type { AwsCommands } from "./aws-commands.ts";

/** Answers of steps that have run, by step name. */
export type StepAnswers = Map<string, Json>;

/** A step that AWS refused. */
export interface RefusedStep {
  readonly step: string;
  /** As the AWS CLI writes it: `dynamodb create-table`. */
  readonly command: string;
  readonly problem: string;
}

/** AWS says one of these while something that the command needs is still being made or changed. */
const notSettled = new Set([
  "ResourceInUseException",
  "ResourceNotFoundException",
  "TableNotFoundException",
  "TableInUseException",
  "LimitExceededException",
]);

/**
 * Types the steps one after the other, as a learner does. A command that comes too early is typed
 * once more after `settle`, which returns when everything that was begun is finished.
 *
 * @returns The first step that AWS refused; `undefined`: all of them were taken.
 */
export async function runSteps(
  steps: readonly Step[],
  context: {
    readonly commands: AwsCommands;
    readonly variables: Variables;
    /** Answers of earlier stages; those of these steps are added. */
    readonly answers: StepAnswers;
    readonly settle: () => Promise<void>;
  },
): Promise<RefusedStep | undefined> {
  const { commands, variables, answers, settle } = context;
  for (const step of steps) {
    try {
      const resolved = resolveStep(step, variables, answers);
      const answer = await commands.run(resolved).catch(async (error: unknown) => {
        if (!(error instanceof Error) || !notSettled.has(error.name)) throw error;
        await settle();
        return commands.run(resolved);
      });
      answers.set(step.name, answer);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const command = `${step.service} ${step.command}`;
      return { step: step.name, command, problem: `${error.name}: ${error.message}` };
    }
  }
  return undefined;
}
