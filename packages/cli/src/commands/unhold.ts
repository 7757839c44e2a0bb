import { releaseCriterion } from "@lab-grader/core/contracts/endpoints/holds";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { holdText } from "../review/hold-text.ts";
import { connect, Login } from "../service/connect.ts";
import { assignmentArgument, findGivenAssignment } from "../service/find-given-assignment.ts";

/** The criterion counts again, as it was judged. */
export const unholdCommand = defineCommand({
  name: "unhold",
  summary: "end a hold: the criterion counts again as it was judged",
  example: "labgrader unhold dynamodb-introduction build.protected --as instructor-01",
  arguments: [
    assignmentArgument,
    { name: "<criterion>", description: "its full name: stage.criterion" },
  ],
  flags: [{ flags: "--reason <text>", description: "kept with every grade" }, asFlag],
  input: z.strictObject({
    assignment: z.string().min(1),
    criterion: z.string().min(1),
    reason: z.string().min(1).max(500).optional(),
    as: Login.optional(),
  }),
  run: async ({ assignment, criterion, reason, as }, context) => {
    const client = await connect(context, as);
    const { assignmentId } = await findGivenAssignment(client, assignment);
    const view = await client.call(releaseCriterion, {
      params: { assignmentId, criterion },
      query: { reason },
    });
    context.terminal.print({ text: () => holdText(view), json: () => view });
    return exitCodes.ok;
  },
});
