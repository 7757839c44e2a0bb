import { takeHint } from "@lab-grader/core/contracts/endpoints/submission-steps";
import { SubmissionId } from "@lab-grader/core/ids";
import { CriterionId } from "@lab-grader/core/lab/lab";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { latestSubmission } from "../submissions/find-latest.ts";
import { wrap } from "../terminal/wrap.ts";

/** The next hint of a criterion, or an earlier one again. */
export const hintCommand = defineCommand({
  name: "hint",
  summary: "show a hint for a criterion that is not met yet; how many, the assignment says",
  example: "labgrader hint packing-desk --as learner-14",
  arguments: [{ name: "<criterion>", description: "as the feedback names it" }],
  flags: [
    { flags: "--number <number>", description: "which hint; default 1" },
    { flags: "--submission <id>", description: "of which submission; default: your newest" },
    asFlag,
  ],
  input: z.strictObject({
    criterion: CriterionId,
    number: z
      .string()
      .regex(/^[1-5]$/, "a number from 1 to 5")
      .transform(Number)
      .default(1),
    submission: SubmissionId.optional(),
    as: Login.optional(),
  }),
  run: async ({ criterion, number, submission, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const submissionId = submission ?? (await latestSubmission(client)).submissionId;
    const shown = await client.call(takeHint, {
      params: { submissionId },
      body: { criterion, number },
    });
    const { hints, of, left } = shown;
    const next =
      hints.length < of ? `labgrader hint ${criterion} --number ${hints.length + 1}` : "";
    const more = left === 0 ? "The next one comes with your next attempt." : next;
    terminal.print({
      text: () =>
        [
          ...hints.map((hint, at) =>
            wrap(hint, terminal.columns, {
              first: `hint ${at + 1} of ${of}: `,
              rest: " ".repeat(11 + String(of).length),
            }),
          ),
          ...(hints.length < of ? [more] : []),
        ].join("\n"),
      json: () => shown,
    });
    return exitCodes.ok;
  },
});
