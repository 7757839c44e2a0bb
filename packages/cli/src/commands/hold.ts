import { holdCriterion } from "@lab-grader/core/contracts/endpoints/holds";
import * as z from "zod";
import { instantOf, TimeFlag } from "../assignments/local-time.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { holdText } from "../review/hold-text.ts";
import { connect, Login } from "../service/connect.ts";
import { assignmentArgument, findGivenAssignment } from "../service/find-given-assignment.ts";

/** For a criterion that judges wrongly: it counts in neither direction until that is mended. */
export const holdCommand = defineCommand({
  name: "hold",
  summary: "let a criterion count in neither direction for now; past grades follow",
  example:
    'labgrader hold dynamodb-introduction build.protected --reason "AWS has a new field" --as instructor-01',
  arguments: [
    assignmentArgument,
    { name: "<criterion>", description: "its full name: stage.criterion" },
  ],
  flags: [
    { flags: "--reason <text>", description: "kept with every grade and shown to learners" },
    { flags: "--since <time>", description: "attempts that it spoilt from then on come back" },
    asFlag,
  ],
  input: z.strictObject({
    assignment: z.string().min(1),
    criterion: z.string().min(1),
    reason: z.string({ error: "why: it is kept and shown" }).min(1).max(500),
    since: TimeFlag.optional(),
    as: Login.optional(),
  }),
  run: async ({ assignment, criterion, reason, since, as }, context) => {
    const client = await connect(context, as);
    const { assignmentId } = await findGivenAssignment(client, assignment);
    const view = await client.call(holdCriterion, {
      params: { assignmentId },
      body: {
        ...{ criterion, reason },
        ...(since === undefined ? {} : { since: instantOf(since, "--since", undefined) }),
      },
    });
    context.terminal.print({ text: () => holdText(view), json: () => view });
    return exitCodes.ok;
  },
});
