import { getAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import * as z from "zod";
import { assignmentText } from "../assignments/assignment-text.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { assignmentArgument, findGivenAssignment } from "../service/find-given-assignment.ts";

/** Its dates and rules; for a learner those that hold for them. */
export const assignmentShowCommand = defineCommand({
  name: "assignment show",
  summary: "show the dates and rules of an assignment",
  example: "labgrader assignment show dynamodb-introduction --as learner-14",
  arguments: [assignmentArgument],
  flags: [asFlag],
  input: z.strictObject({ assignment: z.string().min(1), as: Login.optional() }),
  run: async ({ assignment: wanted, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { assignmentId } = await findGivenAssignment(client, wanted);
    const assignment = await client.call(getAssignment, { params: { assignmentId } });
    terminal.print({ text: () => assignmentText(assignment), json: () => assignment });
    return exitCodes.ok;
  },
});
