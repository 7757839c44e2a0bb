import * as z from "zod";
import { decideTerms, openTerms, termsText } from "../assignments/decide-terms.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { assignmentArgument } from "../service/find-given-assignment.ts";

/** Owes nothing, may still submit. */
export const excuseCommand = defineCommand({
  name: "excuse",
  summary: "excuse a learner from an assignment: neither a zero nor a lack",
  example: "labgrader excuse dynamodb-introduction learner-14 --reason ill --as instructor-01",
  arguments: [assignmentArgument, { name: "<learner>", description: "login or id" }],
  flags: [
    { flags: "--reason <text>", description: "kept with the decision" },
    { flags: "--undo", description: "take it back" },
    asFlag,
  ],
  input: z.strictObject({
    assignment: z.string().min(1),
    learner: z.string().min(1),
    reason: z.string({ error: "why: it is kept and shown" }).min(1).max(500),
    undo: z.boolean().default(false),
    as: Login.optional(),
  }),
  run: async ({ assignment, learner, reason, undo, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const opened = await openTerms(client, { assignment, learner });
    const view = await decideTerms(client, opened, { isExcused: !undo, reason });
    terminal.print({ text: () => termsText(view, opened.timeZone), json: () => view });
    return exitCodes.ok;
  },
});
