import { labVariables } from "@lab-grader/core/lab/bind-stage";
import type { Lab } from "@lab-grader/core/lab/lab";
import { type RecordedStep, StepRecorder } from "@lab-grader/core/lab/recorded-steps";
import type { Solution } from "@lab-grader/core/lab/solution";
import { cliCommand, cliService } from "../cli-names.ts";
import { startSandbox } from "../sandbox.ts";
import { createCaseAccount } from "./case-account.ts";
import { type RefusedStep, runSteps, type StepAnswers } from "./run-steps.ts";

/** A local AWS in which an author types what becomes the steps of a stage. */
export interface StageRecording {
  readonly endpoint: string;
  readonly accountId: string;
  /** Sign with these to be recorded. */
  readonly accessKey: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** What was recorded until now. */
  steps(): readonly RecordedStep[];
  close(): Promise<void>;
}

const accountId = "100000000001";
const graderAccountId = "999999999999";
const accessKey = { accessKeyId: "author-01", secretAccessKey: "local" };

/**
 * Opens an account in which the earlier stages are done, and records what is changed in it.
 * @returns The step of an earlier stage that AWS refused, where there is one.
 */
export async function recordStage(
  { lab, solution }: { readonly lab: Lab; readonly solution: Solution },
  options: {
    readonly stage: string;
    readonly port?: number | undefined;
    readonly onStep: (step: RecordedStep) => void;
  },
): Promise<StageRecording | { readonly refused: RefusedStep }> {
  const { stage, port, onStep } = options;
  const variables = labVariables(lab, {
    learner: { login: "learner-01", accountId },
    graderAccountId,
  });
  const others = solution.stages.filter((one) => one.stage !== stage);
  const recorder = new StepRecorder({
    variables,
    taken: others.flatMap(({ steps }) => steps.map(({ name }) => name)),
    former: solution.stages.find((one) => one.stage === stage)?.steps ?? [],
  });
  const recorded: RecordedStep[] = [];
  const sandbox = await startSandbox({
    ...(port === undefined ? {} : { port }),
    observe: ({ service, request, output }) => {
      if (request.caller.arn !== authorArn) return;
      const step = recorder.record({
        service: cliService(service.signingName),
        command: cliCommand(request.operation),
        region: request.region,
        input: request.input,
        output,
      });
      if (!step) return;
      recorded.push(step);
      onStep(step);
    },
  });
  sandbox.createAccount({ accountId: graderAccountId });
  const inAccount = createCaseAccount(sandbox, accountId, {}, [accessKey]);
  const earlier = solution.stages.slice(
    0,
    solution.stages.findIndex((one) => one.stage === stage),
  );
  const answers: StepAnswers = new Map();
  for (const { steps } of earlier) {
    const refused = await runSteps(steps, { ...inAccount, variables, answers });
    if (refused) {
      inAccount.close();
      await sandbox.close();
      return { refused };
    }
    await inAccount.settle();
  }
  for (const [name, answer] of answers) recorder.learn(name, answer);
  return {
    ...{ endpoint: sandbox.endpoint, accountId, accessKey },
    steps: () => recorded,
    close: async () => {
      inAccount.close();
      await sandbox.close();
    },
  };
}

const authorArn = `arn:aws:iam::${accountId}:user/${accessKey.accessKeyId}`;
