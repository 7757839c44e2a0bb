import { listLabs } from "@lab-grader/core/contracts/endpoints/labs";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { labsText } from "../labs/rubric-text.ts";
import { connect, Login } from "../service/connect.ts";

/** The labs that assignments can be made of. */
export const labListCommand = defineCommand({
  name: "lab list",
  summary: "list the published labs and their newest versions",
  example: "labgrader lab list --as instructor-01",
  flags: [asFlag],
  input: z.strictObject({ as: Login.optional() }),
  run: async ({ as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const answer = await client.call(listLabs, {});
    terminal.print({
      text: () =>
        answer.labs.length === 0
          ? "No lab is published here. labgrader lab publish publishes one."
          : labsText(answer.labs, terminal),
      json: () => answer,
    });
    return exitCodes.ok;
  },
});
