import * as z from "zod";
import { cohortText } from "../cohorts/cohort-text.ts";
import { asFlag, cohortArgument, openCohort } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** A cohort's dates, staff and join link. */
export const cohortShowCommand = defineCommand({
  name: "cohort show",
  summary: "show a cohort's dates, staff and join link",
  example: "labgrader cohort show demo --as instructor-01",
  arguments: [cohortArgument],
  flags: [asFlag],
  input: z.strictObject({ cohort: z.string().min(1), as: Login.optional() }),
  run: async ({ cohort: wanted, as }, context) => {
    const { terminal } = context;
    const cohort = await openCohort(await connect(context, as), wanted);
    terminal.print({ text: () => cohortText(cohort, terminal.marks), json: () => cohort });
    return exitCodes.ok;
  },
});
