import { cloudTimings } from "@lab-grader/core/grading/timings";
import { Region, StageId } from "@lab-grader/core/ids";
import type { Lab } from "@lab-grader/core/lab/lab";
import { StepName } from "@lab-grader/core/lab/step";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { renderFeedback } from "../feedback/render-feedback.ts";
import { getLab } from "../labs/find-lab.ts";
import { Login } from "../service/connect.ts";
import { fixStep } from "../try/fix-step.ts";
import { findLocalAccount, noGraderAccountId, openAccount } from "../try/open-account.ts";
import { tryStage } from "../try/try-stage.ts";

/** A verdict that nobody keeps; exit code 1 unless it would be a pass. */
export const tryCommand = defineCommand({
  name: "try",
  summary: "grade your own account without handing anything in",
  example: "labgrader try dynamodb-introduction build --as learner-14 --fix recovery-on",
  arguments: [
    { name: "<lab>", description: "a lab's id, or the path of its folder" },
    { name: "[stage]", description: "the stage's id; needed where the lab has several" },
  ],
  flags: [
    { flags: "--as <login>", description: "a learner of the running local system" },
    { flags: "--fix <step>", description: "first run this step of the solution; only with --as" },
  ],
  input: z.strictObject({
    lab: z.string().min(1),
    stage: StageId.optional(),
    as: Login.optional(),
    fix: StepName.optional(),
  }),
  run: async ({ lab: name, stage: wantedStage, as, fix }, context) => {
    const { terminal, signal, environment } = context;
    if (fix !== undefined && as === undefined) {
      throw usageError(
        "usage.fix_needs_as",
        "--fix changes an account, so it is for the local system only: add --as learner-01. A real account is never changed.",
      );
    }
    const authored = await getLab(name, context);
    const { lab } = authored;
    const stage = stageOf(lab, wantedStage);
    const local = as === undefined ? undefined : await findLocalAccount(as, context);
    const login = as ?? environment.USER ?? "learner";
    const region = Region.catch("us-east-1").parse(lab.variables.region);
    const account = await openAccount(local, { region, timings: cloudTimings });
    try {
      const values = {
        learner: { login, accountId: account.session.accountId },
        graderAccountId: noGraderAccountId,
      };
      if (fix !== undefined && local) {
        const line = terminal.progress.start("fixing");
        await fixStep({ authored, stage, step: fix, values }, local);
        line.end(fix);
      }
      const line = terminal.progress.start("looking");
      line.update(`account ${account.session.accountId}`);
      const view = await tryStage(
        { lab, stage, values },
        { session: account.session, timings: cloudTimings, signal },
      );
      line.end(`account ${account.session.accountId}`);
      terminal.print({ text: () => renderFeedback(view, terminal), json: () => view });
      return view.isPassed ? exitCodes.ok : exitCodes.notPassed;
    } finally {
      account.close();
    }
  },
});

function stageOf({ id, stages }: Lab, wanted: string | undefined): string {
  const [first, ...more] = stages;
  if (wanted === undefined && first && more.length === 0) return first.id;
  if (stages.some((stage) => stage.id === wanted) && wanted !== undefined) return wanted;
  const known = stages.map((stage) => stage.id).join(", ");
  throw usageError(
    "usage.stage",
    wanted === undefined
      ? `Which stage? ${id} has ${known}.`
      : `The lab ${id} has no stage "${wanted}"; it has ${known}.`,
  );
}
