import { cancelSubmission } from "@lab-grader/core/contracts/endpoints/submission-steps";
import { SubmissionId } from "@lab-grader/core/ids";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** Before anybody works on it; no attempt is used. */
export const cancelCommand = defineCommand({
  name: "cancel",
  summary: "take back a submission that is queued or waiting for AWS; no attempt is used",
  example: "labgrader cancel sub_….build.0002 --as learner-14",
  arguments: [{ name: "<submissionId>", description: "the submission" }],
  flags: [asFlag],
  input: z.strictObject({ submissionId: SubmissionId, as: Login.optional() }),
  run: async ({ submissionId, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const canceled = await client.call(cancelSubmission, { params: { submissionId } });
    terminal.print({
      text: () => `${submissionId} is taken back. No attempt is used.`,
      json: () => canceled,
    });
    return exitCodes.ok;
  },
});
