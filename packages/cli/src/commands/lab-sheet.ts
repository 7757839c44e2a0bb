import { getAssignmentLab } from "@lab-grader/core/contracts/endpoints/labs";
import * as z from "zod";
import { dateText } from "../cohorts/cohort-text.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { assignmentArgument, findGivenAssignment } from "../service/find-given-assignment.ts";

/** What learners are to do, as the lab's author wrote it. */
export const labSheetCommand = defineCommand({
  name: "lab sheet",
  summary: "read the lab sheet of an assignment",
  example: "labgrader lab sheet dynamodb-introduction --as learner-14",
  arguments: [assignmentArgument],
  flags: [asFlag],
  input: z.strictObject({ assignment: z.string().min(1), as: Login.optional() }),
  run: async ({ assignment: wanted, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { assignmentId } = await findGivenAssignment(client, wanted);
    const lab = await client.call(getAssignmentLab, { params: { assignmentId } });
    const { title, sheet, opensAt } = lab;
    terminal.print({
      text: () => {
        if (opensAt !== undefined) return `${title} opens on ${dateText(opensAt)}.`;
        return sheet?.trimEnd() ?? `${title} was published without a lab sheet.`;
      },
      json: () => lab,
    });
    return exitCodes.ok;
  },
});
