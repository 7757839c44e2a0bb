import { eraseLearner } from "@lab-grader/core/contracts/endpoints/erasure";
import { LearnerId } from "@lab-grader/core/ids";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { serviceError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { counted } from "../feedback/figures.ts";
import { connect, Login } from "../service/connect.ts";

/** Personal data that must go. */
export const learnerEraseCommand = defineCommand({
  name: "learner erase",
  summary: "remove a learner's personal data for good; for administrators",
  example:
    'labgrader learner erase lrn_0123456789ab learner-31 --reason "request of 3 March" --as admin-01',
  arguments: [
    { name: "<learner>", description: "the id, as labgrader cohort learners shows it" },
    { name: "<login>", description: "the login, so that nobody erases a mistyped id" },
  ],
  flags: [{ flags: "--reason <reason>", description: "why; it is kept" }, asFlag],
  input: z.strictObject({
    learner: LearnerId,
    login: z.string().min(1).max(128),
    reason: z.string({ error: "why, in a few words" }).min(1).max(500),
    as: Login.optional(),
  }),
  run: async ({ learner: learnerId, login, reason, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const line = terminal.progress.start("erasing");
    let submissions = 0;
    for (;;) {
      const step = await client.call(eraseLearner, {
        params: { learnerId },
        body: { login, reason },
      });
      submissions += step.submissions;
      if (!step.isLeft) break;
      if (step.submissions === 0) {
        throw serviceError(
          "erasure.waits",
          "A submission of this learner is on its way. The rest is erased; type the same again in an hour.",
        );
      }
      line.update(`${submissions} submissions`);
    }
    line.end("done");
    terminal.print({
      text: () =>
        `${learnerId} is nobody any more; answers and evidence of ${counted(submissions, "submission")} are gone, grades stay. Delete the user from the sign-in too.`,
      json: () => ({ learnerId, submissions }),
    });
    return exitCodes.ok;
  },
});
