import { getAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { spendLateTokens } from "@lab-grader/core/contracts/endpoints/terms";
import * as z from "zod";
import { tokensText } from "../assignments/assignment-text.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { assignmentArgument, findGivenAssignment } from "../service/find-given-assignment.ts";

/** Spends them, or shows how many there are. */
export const tokensCommand = defineCommand({
  name: "tokens",
  summary: "show your late tokens, or spend some on an assignment",
  example: "labgrader tokens dynamodb-introduction --spend 2 --as learner-14",
  arguments: [assignmentArgument],
  flags: [{ flags: "--spend <count>", description: "how many in all on this assignment" }, asFlag],
  input: z.strictObject({
    assignment: z.string().min(1),
    spend: z
      .string()
      .regex(/^[1-9]\d?$/, "a whole number from 1")
      .transform(Number)
      .optional(),
    as: Login.optional(),
  }),
  run: async ({ assignment, spend, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { assignmentId } = await findGivenAssignment(client, assignment);
    const params = { assignmentId };
    const balance =
      spend === undefined
        ? (await client.call(getAssignment, { params })).own?.lateTokens
        : await client.call(spendLateTokens, { params, body: { count: spend } });
    if (balance === undefined)
      throw usageError("usage.learners_only", "Late tokens belong to learners: --as learner-01.");
    terminal.print({ text: () => tokensText(balance), json: () => balance });
    return exitCodes.ok;
  },
});
