import { changeCohort } from "@lab-grader/core/contracts/endpoints/cohorts";
import * as z from "zod";
import { cohortText } from "../cohorts/cohort-text.ts";
import { LateTokens, momentFlag } from "../cohorts/flags.ts";
import { asFlag, cohortArgument, openCohort } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** Another name, other dates, other late tokens. */
export const cohortChangeCommand = defineCommand({
  name: "cohort change",
  summary: "rename a cohort, move its dates, give late tokens",
  example: "labgrader cohort change demo --ends 2027-02-28T23:59+01:00 --as instructor-01",
  arguments: [cohortArgument],
  flags: [
    { flags: "--name <name>", description: "the new name" },
    { flags: "--starts <time>", description: "when it begins, with the time zone" },
    { flags: "--ends <time>", description: "when it ends" },
    { flags: "--late-tokens <count>", description: "for each learner; none takes them away" },
    asFlag,
  ],
  input: z.strictObject({
    cohort: z.string().min(1),
    name: z.string().min(1).max(100).optional(),
    starts: momentFlag.optional(),
    ends: momentFlag.optional(),
    lateTokens: z
      .literal("none")
      .transform(() => null)
      .or(LateTokens)
      .optional(),
    as: Login.optional(),
  }),
  run: async ({ cohort: wanted, name, starts, ends, lateTokens, as }, context) => {
    const { terminal } = context;
    const body = {
      ...(name === undefined ? {} : { name }),
      ...(starts === undefined ? {} : { startsAt: starts }),
      ...(ends === undefined ? {} : { endsAt: ends }),
      ...(lateTokens === undefined ? {} : { lateTokens }),
    };
    if (Object.keys(body).length === 0) {
      throw usageError(
        "usage.nothing_to_change",
        "What shall change? Take --name, --starts, --ends or --late-tokens.",
      );
    }
    const client = await connect(context, as);
    const { cohortId, version } = await openCohort(client, wanted);
    const cohort = await client.call(changeCohort, {
      params: { cohortId },
      body: { version, ...body },
    });
    terminal.print({ text: () => cohortText(cohort, terminal.marks), json: () => cohort });
    return exitCodes.ok;
  },
});
