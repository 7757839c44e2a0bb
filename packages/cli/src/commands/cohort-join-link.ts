import { createJoinLink, revokeJoinLink } from "@lab-grader/core/contracts/endpoints/cohorts";
import * as z from "zod";
import { cohortText, dateText } from "../cohorts/cohort-text.ts";
import { momentFlag } from "../cohorts/flags.ts";
import { asFlag, cohortArgument, openCohort } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** A secret by which learners enrol themselves; a new one ends the old. */
export const cohortJoinLinkCommand = defineCommand({
  name: "cohort join-link",
  summary: "make, replace or end the secret by which learners enrol themselves",
  example:
    "labgrader cohort join-link demo --ends 2026-09-15T23:59+02:00 --uses 120 --as instructor-01",
  arguments: [cohortArgument],
  flags: [
    { flags: "--ends <time>", description: "until when it lets somebody in" },
    { flags: "--uses <count>", description: "how many it lets in, at most" },
    { flags: "--revoke", description: "end it now" },
    asFlag,
  ],
  input: z.strictObject({
    cohort: z.string().min(1),
    ends: momentFlag.optional(),
    uses: z
      .string()
      .regex(/^[1-9]\d{0,3}$/, "a whole number from 1 to 5000")
      .transform(Number)
      .optional(),
    revoke: z.boolean().default(false),
    as: Login.optional(),
  }),
  run: async ({ cohort: wanted, ends, uses, revoke, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { cohortId } = await openCohort(client, wanted);
    if (revoke) {
      const cohort = await client.call(revokeJoinLink, { params: { cohortId } });
      terminal.print({ text: () => cohortText(cohort, terminal.marks), json: () => cohort });
      return exitCodes.ok;
    }
    if (ends === undefined || uses === undefined) {
      throw usageError("usage.join_link", "A join link needs --ends and --uses; --revoke ends it.");
    }
    const link = await client.call(createJoinLink, {
      params: { cohortId },
      body: { expiresAt: ends, largestUses: uses },
    });
    terminal.print({
      text: () =>
        [
          "Learners sign in and type:",
          "",
          `  labgrader join ${link.token}`,
          "",
          `It lets in ${link.largestUses} learners until ${dateText(link.expiresAt)}, and is not shown again.`,
        ].join("\n"),
      json: () => link,
    });
    return exitCodes.ok;
  },
});
