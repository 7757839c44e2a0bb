import { Login as PersonLogin } from "@lab-grader/core/cohorts/cohort";
import { enrolLearner } from "@lab-grader/core/contracts/endpoints/roster";
import * as z from "zod";
import { asFlag, cohortArgument, openCohort } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** One learner, without a roster. */
export const cohortEnrolCommand = defineCommand({
  name: "cohort enrol",
  summary: "enrol one learner, or bring back one who was dropped",
  example: "labgrader cohort enrol demo learner-31 --section B --as instructor-01",
  arguments: [cohortArgument, { name: "<login>", description: "what the learner signs in with" }],
  flags: [
    { flags: "--name <name>", description: "the learner's name" },
    { flags: "--email <address>", description: "the learner's e-mail address" },
    { flags: "--section <section>", description: "the learner's section" },
    asFlag,
  ],
  input: z.strictObject({
    cohort: z.string().min(1),
    login: PersonLogin,
    name: z.string().min(1).max(200).optional(),
    email: z.string().min(1).max(200).optional(),
    section: z.string().min(1).max(200).optional(),
    as: Login.optional(),
  }),
  run: async ({ cohort: wanted, login, name, email, section, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const cohort = await openCohort(client, wanted);
    const enrolment = await client.call(enrolLearner, {
      params: { cohortId: cohort.cohortId },
      body: {
        login,
        ...(name === undefined ? {} : { name: { full: name } }),
        ...(email === undefined ? {} : { email }),
        ...(section === undefined ? {} : { section }),
      },
    });
    terminal.print({
      text: () => `${login} is in the cohort ${cohort.name}, as ${enrolment.learnerId}.`,
      json: () => enrolment,
    });
    return exitCodes.ok;
  },
});
