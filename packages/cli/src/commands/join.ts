import { joinCohort } from "@lab-grader/core/contracts/endpoints/cohorts";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** Enrols the learner who types it. */
export const joinCommand = defineCommand({
  name: "join",
  summary: "enrol yourself in a cohort, with the token that your instructor gave you",
  example: "labgrader join coh_0123456789ab.… --as learner-31",
  arguments: [{ name: "<token>", description: "the token of the cohort's join link" }],
  flags: [asFlag],
  input: z.strictObject({ token: z.string().min(1).max(100), as: Login.optional() }),
  run: async ({ token, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const answer = await client.call(joinCohort, { body: { token } });
    const { status, name } = answer;
    terminal.print({
      text: () =>
        status === "joined" ? `You are in the cohort ${name}.` : `You were in ${name} already.`,
      json: () => answer,
    });
    return exitCodes.ok;
  },
});
