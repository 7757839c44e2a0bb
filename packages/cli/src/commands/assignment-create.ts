import { randomUUID } from "node:crypto";
import { createAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { LabId } from "@lab-grader/core/lab/lab";
import * as z from "zod";
import { assignmentText } from "../assignments/assignment-text.ts";
import { instantOf, TimeFlag } from "../assignments/local-time.ts";
import { dateBody, ruleBody, ruleFlags, ruleInput } from "../assignments/rule-flags.ts";
import { asFlag, cohortArgument, openCohort } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** A lab for a class, by the rules that the lab proposes unless others are named. */
export const assignmentCreateCommand = defineCommand({
  name: "assignment create",
  summary: "give a published version of a lab to a cohort",
  example:
    "labgrader assignment create demo dynamodb-introduction 1.0.0 --opens 2026-09-01T08:00 --due 2026-09-08T23:59 --zone Europe/Berlin --as instructor-01",
  arguments: [
    cohortArgument,
    { name: "<lab>", description: "the lab's id" },
    { name: "<version>", description: "a published version of it" },
  ],
  flags: [
    { flags: "--opens <time>", description: "from when submissions are taken" },
    { flags: "--due <time>", description: "lateness counts from here" },
    { flags: "--closes <time>", description: "no submissions from here; default: when it is due" },
    ...ruleFlags,
    asFlag,
  ],
  input: z.strictObject({
    cohort: z.string().min(1),
    lab: LabId,
    version: z.string().min(1).max(64),
    opens: TimeFlag,
    due: TimeFlag,
    closes: TimeFlag.optional(),
    ...ruleInput,
    as: Login.optional(),
  }),
  run: async ({ cohort, lab, version, opens, due, closes, as, ...rules }, context) => {
    const { terminal } = context;
    const { zone } = rules;
    const body = {
      ...{ lab, labVersion: version },
      ...ruleBody(rules),
      ...dateBody({ closes }, zone),
      opensAt: instantOf(opens, "--opens", zone),
      dueAt: instantOf(due, "--due", zone),
    };
    const client = await connect(context, as);
    const { cohortId } = await openCohort(client, cohort);
    const assignment = await client.call(createAssignment, {
      params: { cohortId },
      body,
      idempotencyKey: randomUUID(),
    });
    terminal.print({ text: () => assignmentText(assignment), json: () => assignment });
    return exitCodes.ok;
  },
});
