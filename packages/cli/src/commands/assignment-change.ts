import { changeAssignment, getAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import * as z from "zod";
import { assignmentText } from "../assignments/assignment-text.ts";
import { dateBody, dateInput, ruleBody, ruleFlags, ruleInput } from "../assignments/rule-flags.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { assignmentArgument, findGivenAssignment } from "../service/find-given-assignment.ts";

/** Dates and rules; the gradebook follows as a job. */
export const assignmentChangeCommand = defineCommand({
  name: "assignment change",
  summary: "move the dates of an assignment, change its rules; the gradebook follows",
  example:
    "labgrader assignment change dynamodb-introduction --due 2026-09-10T23:59 --as instructor-01",
  arguments: [assignmentArgument],
  flags: [
    { flags: "--opens <time>", description: "from when submissions are taken" },
    { flags: "--due <time>", description: "lateness counts from here" },
    { flags: "--closes <time>", description: "no submissions from here" },
    ...ruleFlags,
    asFlag,
  ],
  input: z.strictObject({
    assignment: z.string().min(1),
    ...dateInput,
    ...ruleInput,
    as: Login.optional(),
  }),
  run: async ({ assignment: wanted, opens, due, closes, as, ...rules }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { assignmentId } = await findGivenAssignment(client, wanted);
    const { version, timeZone } = await client.call(getAssignment, { params: { assignmentId } });
    const body = {
      ...ruleBody(rules),
      ...dateBody({ opens, due, closes }, rules.zone ?? timeZone),
    };
    if (Object.keys(body).length === 0)
      throw usageError(
        "usage.nothing_to_change",
        "What shall change? Take --opens, --due, --closes or one of the rules: --help names them.",
      );
    const assignment = await client.call(changeAssignment, {
      params: { assignmentId },
      body: { version, ...body },
    });
    const { refoldJobId } = assignment;
    terminal.print({ text: () => assignmentText(assignment), json: () => assignment });
    if (refoldJobId !== undefined)
      terminal.note(`The gradebook follows: labgrader job ${refoldJobId}`);
    return exitCodes.ok;
  },
});
