import { labVariables } from "@lab-grader/core/lab/bind-stage";
import { planCase } from "@lab-grader/core/lab/plan-case";
import { createAwsCommands } from "@lab-grader/sandbox/lab-bench/aws-commands";
import { runSteps } from "@lab-grader/sandbox/lab-bench/run-steps";
import { graderAccountId } from "@lab-grader/sandbox/local-system/grader-account";
import type { LocalLearner } from "@lab-grader/sandbox/local-system/learner-accounts";
import { introductionLab } from "./introduction.ts";

const { lab, solution } = introductionLab();

/** Types the solution of the stage `build` in a learner's account. @throws when AWS refuses a step. */
export async function buildSolution(sandboxUrl: string, learner: LocalLearner): Promise<void> {
  const commands = createAwsCommands({
    endpoint: sandboxUrl,
    credentials: { accessKeyId: learner.accessKeyId, secretAccessKey: "local" },
  });
  const [stage] = planCase(solution, "build").stages;
  const refused = await runSteps(stage?.steps ?? [], {
    commands,
    variables: labVariables(lab, { learner, graderAccountId }),
    answers: new Map(),
    settle: async () => undefined,
  });
  commands.close();
  if (refused) throw new Error(`${refused.command}: ${refused.problem}`);
}
