import { randomUUID } from "node:crypto";
import { submit as submitStage } from "@lab-grader/core/contracts/endpoints/submissions";
import { AssignmentId, StageId } from "@lab-grader/core/ids";
import { LabId } from "@lab-grader/core/lab/lab";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { minuteOfDay } from "../feedback/figures.ts";
import { renderFeedback } from "../feedback/render-feedback.ts";
import { connect, Login } from "../service/connect.ts";
import { findAssignment } from "../service/find-assignment.ts";
import { followSubmission } from "../service/follow-submission.ts";
import {
  answersMissing,
  readAnswers,
  refuseOtherAnswers,
  unanswered,
} from "../service/read-answers.ts";
import { signCalls } from "../signed/sign-calls.ts";

/** Hands in; exit code 1 unless the verdict is a pass. */
export const submitCommand = defineCommand({
  name: "submit",
  summary: "hand in a stage of a lab, wait for the verdict and show it",
  example: "labgrader submit dynamodb-introduction build --as learner-14",
  arguments: [
    { name: "<lab>", description: "the lab's id" },
    { name: "<stage>", description: "the stage's id" },
  ],
  flags: [
    { flags: "--as <login>", description: "who you are; local system only" },
    { flags: "--assignment <id>", description: "which assignment, where there are several" },
    { flags: "--answers <file>", description: "your answers to the stage's questions, in YAML" },
    { flags: "--no-answers", description: "hand in without answers where something is asked" },
    {
      flags: "--signed",
      description: "sign each call with the AWS credentials that are here; needs no role",
    },
    { flags: "--no-wait", description: "only hand in; look later with `labgrader status`" },
  ],
  input: z.strictObject({
    lab: LabId,
    stage: StageId,
    as: Login.optional(),
    assignment: AssignmentId.optional(),
    answers: z.union([z.string().min(1), z.boolean()]).optional(),
    signed: z.boolean().optional(),
    wait: z.boolean(),
  }),
  run: async ({ lab, stage, as, assignment, answers: file, signed, wait }, context) => {
    const { terminal } = context;
    const answers = typeof file === "string" ? await readAnswers(file, context) : undefined;
    const client = await connect(context, as);
    const { assignmentId, stages } = await findAssignment(client, { lab, assignment });
    const asked = stages.find((each) => each.stage === stage);
    if (!asked) {
      const known = stages.map((each) => each.stage).join(", ");
      throw usageError("usage.stage", `The lab ${lab} has no stage "${stage}"; it has ${known}.`);
    }
    const { questions } = asked;
    refuseOtherAnswers(stage, questions, answers ?? {});
    const missing = unanswered(questions, answers ?? {});
    if (missing.length > 0 && file !== false) {
      if (missing.length === questions.length) throw answersMissing(stage, questions);
      terminal.note(`Not answered: ${missing.join(", ")}.`);
    }
    const signedSessionId = signed
      ? await signCalls(client, { assignmentId, stage, isLocal: as !== undefined }, context)
      : undefined;
    const idempotencyKey = randomUUID();
    const receipt = await client.call(submitStage, {
      params: { assignmentId },
      body: { stage, answers, signedSessionId },
      idempotencyKey,
    });
    if (receipt.status === "open") {
      terminal.note(
        `You already have a submission on its way (${minuteOfDay(receipt.submittedAt)}, ${receipt.state}). This is it; there is only one.`,
      );
    }
    if (!wait) {
      terminal.print({
        text: () =>
          `Handed in as ${receipt.submissionId}.\nTo look: labgrader status ${receipt.submissionId}${as === undefined ? "" : ` --as ${as}`}`,
        json: () => receipt,
      });
      return exitCodes.ok;
    }
    const view = await followSubmission(client, receipt, context);
    terminal.print({ text: () => renderFeedback(view, terminal), json: () => view });
    return view.isPassed ? exitCodes.ok : exitCodes.notPassed;
  },
});
