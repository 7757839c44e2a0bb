import { dropLearner } from "@lab-grader/core/contracts/endpoints/roster";
import * as z from "zod";
import { asFlag, cohortArgument, getLearner, openCohort } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** Out of a cohort, with everything that was graded kept. */
export const cohortDropCommand = defineCommand({
  name: "cohort drop",
  summary: "take a learner out of a cohort; submissions and grades stay",
  example: "labgrader cohort drop demo learner-31 --as instructor-01",
  arguments: [cohortArgument, { name: "<learner>", description: "login or id" }],
  flags: [asFlag],
  input: z.strictObject({
    cohort: z.string().min(1),
    learner: z.string().min(1),
    as: Login.optional(),
  }),
  run: async ({ cohort: wanted, learner, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const cohort = await openCohort(client, wanted);
    const { cohortId, name } = cohort;
    const { learnerId, login } = await getLearner(client, cohort, learner);
    const enrolment = await client.call(dropLearner, { params: { cohortId, learnerId } });
    terminal.print({
      text: () => `${login} is dropped from ${name}. labgrader cohort enrol brings them back.`,
      json: () => enrolment,
    });
    return exitCodes.ok;
  },
});
