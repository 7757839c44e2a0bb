import { markWritten } from "@lab-grader/core/contracts/endpoints/review";
import { SubmissionId } from "@lab-grader/core/ids";
import { CriterionId } from "@lab-grader/core/lab/lab";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { type CommandContext, defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { gradedView, gradeFlag } from "../review/graded-view.ts";
import { markAlong } from "../review/mark-along.ts";
import { connect, Login } from "../service/connect.ts";
import { findGivenAssignment } from "../service/find-given-assignment.ts";

const Input = z.strictObject({
  assignment: z.string().min(1).optional(),
  showNames: z.boolean().default(false),
  submission: SubmissionId.optional(),
  criterion: CriterionId.optional(),
  level: z
    .string()
    .regex(/^([1-9]|10)$/, "the number of a level, from 1")
    .transform(Number)
    .optional(),
  comment: z.string().min(1).max(2000).optional(),
  grade: z.string().optional(),
  as: Login.optional(),
});

/** One text after the other, or a single one by its submission. */
export const markCommand = defineCommand({
  name: "mark",
  summary: "read and mark texts, one after the other and without names, or a single one",
  example: "labgrader mark dynamodb-introduction --as assistant-01",
  arguments: [{ name: "[assignment]", description: "its id or lab; every text without a mark" }],
  flags: [
    { flags: "--show-names", description: "say whose text it is" },
    { flags: "--submission <id>", description: "a single text: of this submission" },
    { flags: "--criterion <id>", description: "which text of it" },
    { flags: "--level <number>", description: "of the lab's levels, from 1" },
    { flags: "--comment <text>", description: "for the learner" },
    gradeFlag,
    asFlag,
  ],
  input: Input,
  run: async (input, context) => {
    if (input.submission !== undefined) return await markOne(input, context);
    const { assignment: wanted, showNames, as } = input;
    if (wanted === undefined)
      throw usageError("usage.assignment_missing", "Name an assignment, or a --submission.");
    const client = await connect(context, as);
    const { assignmentId } = await findGivenAssignment(client, wanted);
    const marked = await markAlong({ client, assignmentId, showNames }, context);
    context.terminal.print({
      text: () => (marked.length === 0 ? "Nothing was marked." : `${marked.length} marked.`),
      json: () => ({ assignmentId, marked }),
    });
    return exitCodes.ok;
  },
});

async function markOne(
  { submission: submissionId = "", criterion, level, comment, grade, as }: z.infer<typeof Input>,
  context: CommandContext,
): Promise<ExitCode> {
  if (criterion === undefined || level === undefined)
    throw usageError("usage.mark_incomplete", "--submission needs --criterion and --level.");
  const client = await connect(context, as);
  const seenGrade = grade ?? (await gradedView(client, submissionId)).gradeId;
  const view = await client.call(markWritten, {
    params: { submissionId },
    body: { criterion, level, seenGrade, ...(comment === undefined ? {} : { comment }) },
  });
  context.terminal.print({
    text: () => `${submissionId}: ${criterion} reaches level ${level}, ${view.state}.`,
    json: () => view,
  });
  return exitCodes.ok;
}
