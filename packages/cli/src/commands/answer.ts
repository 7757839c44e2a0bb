import { answerInquiry } from "@lab-grader/core/contracts/endpoints/inquiries";
import { InquiryId } from "@lab-grader/core/ids";
import { InquiryDecision } from "@lab-grader/core/review/inquiry";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { inquiryText } from "../review/inquiry-text.ts";
import { connect, Login } from "../service/connect.ts";

/** The answer to a question about a verdict, once. */
export const answerCommand = defineCommand({
  name: "answer",
  summary: "answer a question about a verdict: kept, changed or regraded",
  example: 'labgrader answer inq_… kept "The table was not protected then." --as assistant-01',
  arguments: [
    { name: "<inquiry>", description: "its id, as labgrader inquiries shows it" },
    { name: "<decision>", description: "kept, or changed or regraded where another grade counts" },
    { name: "<text>", description: "for the learner" },
  ],
  flags: [asFlag],
  input: z.strictObject({
    inquiry: InquiryId,
    decision: InquiryDecision,
    text: z.string().min(1).max(2000),
    as: Login.optional(),
  }),
  run: async ({ inquiry: inquiryId, decision, text, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const answered = await client.call(answerInquiry, {
      params: { inquiryId },
      body: { decision, text },
    });
    terminal.print({ text: () => inquiryText(answered, terminal), json: () => answered });
    return exitCodes.ok;
  },
});
