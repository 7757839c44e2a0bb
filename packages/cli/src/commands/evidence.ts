import {
  type EvidenceView,
  getEvidence,
} from "@lab-grader/core/contracts/endpoints/submission-steps";
import { SubmissionId } from "@lab-grader/core/ids";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** Everything that was read, and when. */
export const evidenceCommand = defineCommand({
  name: "evidence",
  summary: "show the calls that a grade stands on; --json has AWS's answers too",
  example: "labgrader evidence sub_….build.0002 --as learner-14",
  arguments: [{ name: "<submissionId>", description: "the submission" }],
  flags: [asFlag],
  input: z.strictObject({ submissionId: SubmissionId, as: Login.optional() }),
  run: async ({ submissionId, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const evidence = await client.call(getEvidence, { params: { submissionId } });
    terminal.print({ text: () => evidenceText(evidence), json: () => evidence });
    return exitCodes.ok;
  },
});

function evidenceText({
  accountId,
  collectedAt,
  claim,
  access,
  facts,
  hash,
}: EvidenceView): string {
  const way = access.status === "open" ? `by ${access.way}` : `refused: ${access.reason}`;
  const lines = facts.flatMap(({ kind, criteria, answers }) => [
    `${kind}${criteria.length === 0 ? "" : `   for ${criteria.join(", ")}`}`,
    ...answers.map(({ service, operation, region, input, observedAt, error, truncated }) => {
      const outcome = error ? error.name : truncated ? "answered, cut" : "answered";
      const time = observedAt.slice(11, 19);
      return `  ${time} ${service} ${operation} ${region} ${JSON.stringify(input)}: ${outcome}`;
    }),
  ]);
  return [
    `account ${accountId}, ${way}, look ${claim}, ${collectedAt.slice(0, 19).replace("T", " ")} UTC`,
    ...lines,
    `hash ${hash}`,
  ].join("\n");
}
