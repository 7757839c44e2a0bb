import { redrive } from "@lab-grader/core/contracts/endpoints/operations";
import { SubmissionId } from "@lab-grader/core/ids";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { CommandError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** Grades failed submissions again. */
export const redriveCommand = defineCommand({
  name: "redrive",
  summary: "grade failed submissions again, with the time that they had",
  example: 'labgrader redrive sub_… --reason "AWS was down" --as instructor-01',
  arguments: [{ name: "<submissions...>", description: "ids of failed submissions" }],
  flags: [
    { flags: "--reason <text>", description: "why, for the record" },
    { flags: "--as <login>", description: "who you are; local system only" },
  ],
  input: z.strictObject({
    submissions: z.array(SubmissionId).min(1),
    reason: z.string("a reason: --reason <text>").trim().min(1).max(200),
    as: Login.optional(),
  }),
  run: async ({ submissions, reason, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const results: { submissionId: string; redrivenAs?: string; problem?: string }[] = [];
    for (const submissionId of submissions) {
      try {
        const receipt = await client.call(redrive, { params: { submissionId }, body: { reason } });
        results.push({ submissionId, redrivenAs: receipt.submissionId });
      } catch (fault) {
        // One that can't be sent again is no reason to leave the others.
        if (!(fault instanceof CommandError) || fault.kind !== "usage") throw fault;
        results.push({ submissionId, problem: fault.message });
      }
    }
    terminal.print({
      text: () =>
        results
          .map(({ submissionId, redrivenAs, problem = "" }) =>
            redrivenAs === undefined
              ? `${terminal.marks.outcome.not_met} ${submissionId}: ${problem}`
              : `${terminal.marks.outcome.met} ${submissionId} is graded again as ${redrivenAs}`,
          )
          .join("\n"),
      json: () => ({ results }),
    });
    return results.every(({ problem }) => problem === undefined)
      ? exitCodes.ok
      : exitCodes.notPassed;
  },
});
