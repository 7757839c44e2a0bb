import { type BindingValues, labVariables } from "@lab-grader/core/lab/bind-stage";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { resolveStep } from "@lab-grader/core/lab/resolve-step";
import type { Step } from "@lab-grader/core/lab/step";
import { serviceError, usageError } from "../command-error.ts";
import type { LocalAccount } from "./open-account.ts";

/**
 * Runs one step of the lab's solution in the local sandbox, as the learner.
 * @throws CommandError: no such step, one that stands on another's answer, or AWS refused it.
 */
export async function fixStep(
  wanted: { authored: AuthoredLab; stage: string; step: string; values: BindingValues },
  local: LocalAccount,
): Promise<void> {
  const { authored, values } = wanted;
  const step = findStep(wanted);
  const { createAwsCommands } = await import("@lab-grader/sandbox/lab-bench/aws-commands");
  const commands = createAwsCommands({
    endpoint: local.endpoint,
    credentials: { accessKeyId: local.accessKeyId, secretAccessKey: "local" },
  });
  try {
    await commands.run(resolveStep(step, labVariables(authored.lab, values), new Map()));
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw serviceError("fix.refused", `The step ${step.name} was not taken. ${reason}`, { cause });
  } finally {
    commands.close();
  }
}

function findStep({
  authored,
  stage,
  step: name,
}: {
  authored: AuthoredLab;
  stage: string;
  step: string;
}): Step {
  const steps = authored.solution.stages.find((one) => one.stage === stage)?.steps ?? [];
  const step = steps.find((one) => one.name === name);
  if (step) return step;
  const known = steps.map((one) => one.name).join(", ");
  throw usageError(
    "usage.step_unknown",
    `The solution of ${stage} has no step "${name}"; it has ${known}.`,
  );
}
