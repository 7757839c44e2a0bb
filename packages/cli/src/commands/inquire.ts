import { inquire } from "@lab-grader/core/contracts/endpoints/inquiries";
import { SubmissionId } from "@lab-grader/core/ids";
import { CriterionId } from "@lab-grader/core/lab/lab";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { latestSubmission } from "../submissions/find-latest.ts";

/** A learner thinks that a verdict is wrong. */
export const inquireCommand = defineCommand({
  name: "inquire",
  summary: "ask your instructor about the verdict on a criterion",
  example: 'labgrader inquire protected "It is on since noon." --as learner-14',
  arguments: [
    { name: "<criterion>", description: "as the feedback names it" },
    { name: "<text>", description: "what you think is wrong, in your words" },
  ],
  flags: [
    { flags: "--submission <id>", description: "of which submission; default: your newest" },
    asFlag,
  ],
  input: z.strictObject({
    criterion: CriterionId,
    text: z.string().min(1).max(2000),
    submission: SubmissionId.optional(),
    as: Login.optional(),
  }),
  run: async ({ criterion, text, submission, as }, context) => {
    const client = await connect(context, as);
    const submissionId = submission ?? (await latestSubmission(client)).submissionId;
    const asked = await client.call(inquire, {
      params: { submissionId },
      body: { criterion, text },
    });
    context.terminal.print({
      text: () => `Asked as ${asked.inquiryId}. The answer comes to: labgrader inquiries`,
      json: () => asked,
    });
    return exitCodes.ok;
  },
});
