import { overrideCriterion } from "@lab-grader/core/contracts/endpoints/review";
import { SubmissionId } from "@lab-grader/core/ids";
import { CriterionId } from "@lab-grader/core/lab/lab";
import { pointsText } from "@lab-grader/core/views/figures";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { gradedView, gradeFlag } from "../review/graded-view.ts";
import { connect, Login } from "../service/connect.ts";

/** Other points for one criterion than the machine gave, or those again. */
export const overrideCommand = defineCommand({
  name: "override",
  summary: "set the points of one criterion of a submission, with a reason",
  example: 'labgrader override sub_… protected 3 --reason "seen in the console" --as instructor-01',
  arguments: [
    { name: "<submission>", description: "the submission's id" },
    { name: "<criterion>", description: "as the feedback names it" },
    { name: "[points]", description: "at most those of the criterion" },
  ],
  flags: [
    { flags: "--undo", description: "take the override back: what was judged stands again" },
    { flags: "--reason <text>", description: "kept with the grade and shown to the learner" },
    gradeFlag,
    asFlag,
  ],
  input: z.strictObject({
    submission: SubmissionId,
    criterion: CriterionId,
    points: z
      .string()
      .regex(/^\d{1,5}(\.\d{1,2})?$/, "points, with at most 2 decimals")
      .transform(Number)
      .optional(),
    undo: z.boolean().default(false),
    reason: z.string({ error: "why: it is kept and shown" }).min(1).max(500),
    grade: z.string().optional(),
    as: Login.optional(),
  }),
  run: async ({ submission, criterion, points, undo, reason, grade, as }, context) => {
    const { terminal } = context;
    if ((points === undefined) !== undo)
      throw usageError("usage.points_missing", "Name the points, or take --undo, not both.");
    const client = await connect(context, as);
    const before = await gradedView(client, submission);
    const view = await client.call(overrideCriterion, {
      params: { submissionId: submission },
      body: {
        ...{ criterion, reason, points: points ?? null },
        seenGrade: grade ?? before.gradeId,
      },
    });
    const total = (of: typeof view) => pointsText(of.points ?? 0);
    terminal.print({
      text: () =>
        `${submission}: ${total(before.view)} -> ${total(view)} of ${pointsText(view.judgedPoints ?? 0)} points, ${view.state}.`,
      json: () => view,
    });
    return exitCodes.ok;
  },
});
