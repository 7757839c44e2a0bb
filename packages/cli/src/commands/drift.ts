import { planRegrade } from "@lab-grader/core/contracts/endpoints/regrades";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { serviceError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { regradeText } from "../regrade/regrade-text.ts";
import { wholeRegrade } from "../regrade/whole-regrade.ts";
import { connect, Login } from "../service/connect.ts";
import { assignmentArgument, findGivenAssignment } from "../service/find-given-assignment.ts";
import { followJob } from "../service/follow-job.ts";

/** Stored evidence judged by the code that is deployed now, against the lab of each grade. */
export const driftCommand = defineCommand({
  name: "drift",
  summary: "list every outcome that today's code would judge otherwise, by stored evidence",
  example: "labgrader drift dynamodb-introduction --as instructor-01",
  arguments: [assignmentArgument],
  flags: [asFlag],
  input: z.strictObject({ assignment: z.string().min(1).max(64), as: Login.optional() }),
  run: async ({ assignment: wanted, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { assignmentId } = await findGivenAssignment(client, wanted);
    const { jobId } = await client.call(planRegrade, {
      params: { assignmentId },
      body: { select: { which: "all" }, lab: "same" },
    });
    const job = await followJob(client, jobId, context);
    const view = await wholeRegrade(client, { assignmentId, jobId });
    const { summary } = view;
    if (!summary)
      throw serviceError("service.job_ended", `${jobId} ended as ${job.state}. Try again.`);
    const { changed, refused, graderVersions } = summary;
    const hasDrifted = changed + refused > 0;
    terminal.print({
      text: () =>
        hasDrifted
          ? `${regradeText(view, terminal)}\n\nJudged by grader ${graderVersions.join(", ")}.`
          : `No outcome would change: ${summary.submissions} grades, judged by grader ${graderVersions.join(", ")}.`,
      json: () => view,
    });
    return hasDrifted ? exitCodes.notPassed : exitCodes.ok;
  },
});
