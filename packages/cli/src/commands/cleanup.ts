import { cloudTimings } from "@lab-grader/core/grading/timings";
import { Region } from "@lab-grader/core/ids";
import * as z from "zod";
import { renderLeftOvers } from "../cleanup/left-overs-text.ts";
import { lookForLeftOvers } from "../cleanup/look-for-left-overs.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { getLab } from "../labs/find-lab.ts";
import { Login } from "../service/connect.ts";
import { findLocalAccount, noGraderAccountId, openAccount } from "../try/open-account.ts";

/** Lists and never deletes; exit code 1 while something is left, or could not be looked at. */
export const cleanupCommand = defineCommand({
  name: "cleanup",
  summary: "list what a lab left in your account, with the commands that delete it",
  example: "labgrader cleanup dynamodb-introduction",
  arguments: [{ name: "<lab>", description: "a lab's id, or the path of its folder" }],
  flags: [{ flags: "--as <login>", description: "a learner of the running local system" }],
  input: z.strictObject({ lab: z.string().min(1), as: Login.optional() }),
  run: async ({ lab: name, as }, context) => {
    const { terminal, signal, environment } = context;
    const { lab } = await getLab(name, context);
    const local = as === undefined ? undefined : await findLocalAccount(as, context);
    const region = Region.catch("us-east-1").parse(lab.variables.region);
    const account = await openAccount(local, { region, timings: cloudTimings });
    const { session } = account;
    try {
      const line = terminal.progress.start("looking");
      line.update(`account ${session.accountId}`);
      const learner = {
        login: as ?? environment.USER ?? "learner",
        accountId: session.accountId,
      };
      const values = { learner, graderAccountId: noGraderAccountId };
      const { found, notSeen } = await lookForLeftOvers(
        { lab, values },
        { session, timings: cloudTimings, signal },
      );
      line.end(`account ${session.accountId}`);
      terminal.print({
        text: () => renderLeftOvers(found, terminal),
        json: () => ({ lab: lab.id, accountId: session.accountId, leftOvers: found, notSeen }),
      });
      for (const what of notSeen) {
        terminal.note(`We could not look at ${what}: AWS gave your credentials no answer.`);
      }
      return found.length + notSeen.length === 0 ? exitCodes.ok : exitCodes.notPassed;
    } finally {
      account.close();
    }
  },
});
