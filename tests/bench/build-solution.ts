import { labVariables } from "@lab-grader/core/lab/bind-stage";
import { planCase } from "@lab-grader/core/lab/plan-case";
import { createAwsCommands } from "@lab-grader/sandbox/lab-bench/aws-commands";
import { runSteps, type StepAnswers } from "@lab-grader/sandbox/lab-bench/run-steps";
import { graderAccountId } from "@lab-grader/sandbox/local-system/grader-account";
import { introductionLab } from "./introduction.ts";

const { lab, solution } = introductionLab();

/**
 * Types the solution in a learner's account, of the stage `build` unless said; stages that come
 * before it are not typed. @throws when AWS refuses a step.
 */
export async function buildSolution(
  sandboxUrl: string,
  learner: { readonly login: string; readonly accountId: string },
  { stage: wanted = "build", answers = new Map() }: { stage?: string; answers?: StepAnswers } = {},
): Promise<void> {
  const commands = createAwsCommands({
    endpoint: sandboxUrl,
    credentials: { accessKeyId: learner.login, secretAccessKey: "local" },
  });
  const stage = planCase(solution, wanted).stages.at(-1);
  const refused = await runSteps(stage?.steps ?? [], {
    commands,
    variables: labVariables(lab, { learner, graderAccountId }),
    answers,
    settle: async () => undefined,
  });
  commands.close();
  if (refused) throw new Error(`${refused.command}: ${refused.problem}`);
}
