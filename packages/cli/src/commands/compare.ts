import { compareSubmissions } from "@lab-grader/core/contracts/endpoints/submission-steps";
import { SubmissionId } from "@lab-grader/core/ids";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { comparisonText } from "../submissions/comparison-text.ts";

/** Two attempts, or two stages. */
export const compareCommand = defineCommand({
  name: "compare",
  summary: "show what changed between two submissions of a learner: criteria and answers of AWS",
  example: "labgrader compare sub_….build.0001 sub_….build.0002 --as learner-14",
  arguments: [
    { name: "<before>", description: "a submission" },
    { name: "<after>", description: "another one of the same learner and assignment" },
  ],
  flags: [asFlag],
  input: z.strictObject({ before: SubmissionId, after: SubmissionId, as: Login.optional() }),
  run: async ({ before, after, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const comparison = await client.call(compareSubmissions, {
      params: { submissionId: after },
      query: { with: before },
    });
    terminal.print({
      text: () => comparisonText(comparison, terminal.marks),
      json: () => comparison,
    });
    return exitCodes.ok;
  },
});
