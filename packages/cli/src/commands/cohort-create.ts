import { createCohort } from "@lab-grader/core/contracts/endpoints/cohorts";
import * as z from "zod";
import { cohortText } from "../cohorts/cohort-text.ts";
import { LateTokens, momentFlag } from "../cohorts/flags.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** A new cohort, with the caller as its first instructor. */
export const cohortCreateCommand = defineCommand({
  name: "cohort create",
  summary: "make a cohort; you are its first instructor",
  example:
    'labgrader cohort create "databases-2026" --starts 2026-09-01T00:00+02:00 --ends 2027-01-31T23:59+01:00',
  arguments: [{ name: "<name>", description: "what it is called, at most 100 characters" }],
  flags: [
    { flags: "--starts <time>", description: "when it begins, with the time zone" },
    { flags: "--ends <time>", description: "when it ends; accounts are not opened afterwards" },
    { flags: "--late-tokens <count>", description: "late tokens that each learner has" },
    asFlag,
  ],
  input: z.strictObject({
    name: z.string().min(1).max(100),
    starts: momentFlag,
    ends: momentFlag,
    lateTokens: LateTokens.optional(),
    as: Login.optional(),
  }),
  run: async ({ name, starts, ends, lateTokens, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const cohort = await client.call(createCohort, {
      body: {
        name,
        startsAt: starts,
        endsAt: ends,
        ...(lateTokens === undefined ? {} : { lateTokens }),
      },
    });
    terminal.print({ text: () => cohortText(cohort, terminal.marks), json: () => cohort });
    return exitCodes.ok;
  },
});
