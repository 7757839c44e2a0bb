import { createOneTimeToken } from "@lab-grader/core/contracts/endpoints/one-time";
import { StageId } from "@lab-grader/core/ids";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { minuteOfDay } from "../feedback/figures.ts";
import { connect, Login } from "../service/connect.ts";
import { findAssignment } from "../service/find-assignment.ts";

/** What the lab's page does, for who is signed in here and hands in elsewhere. */
export const tokenCreateCommand = defineCommand({
  name: "token create",
  summary: "make a one-time token, to hand in one stage from a machine without a browser",
  example: "labgrader token create dynamodb-introduction build --as learner-14",
  arguments: [
    { name: "<lab>", description: "the lab's id" },
    { name: "<stage>", description: "the stage that will be handed in" },
  ],
  flags: [
    { flags: "--assignment <id>", description: "which one, where several of this lab are open" },
    asFlag,
  ],
  input: z.strictObject({
    lab: z.string().min(1),
    stage: StageId,
    assignment: z.string().optional(),
    as: Login.optional(),
  }),
  run: async ({ lab, stage, assignment, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { assignmentId } = await findAssignment(client, { lab, assignment });
    const made = await client.call(createOneTimeToken, {
      params: { assignmentId },
      body: { stage },
    });
    terminal.print({
      text: () =>
        [
          "On the other machine, type:",
          "",
          `  labgrader login <site> --token ${made.token}`,
          "",
          `It hands in ${stage} once, until ${minuteOfDay(made.expiresAt)}, and is not shown again.`,
        ].join("\n"),
      json: () => made,
    });
    return exitCodes.ok;
  },
});
