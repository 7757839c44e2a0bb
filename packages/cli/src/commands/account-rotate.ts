import type { Client } from "@lab-grader/core/client";
import {
  rotateExternalIdOfAccount,
  rotateLearnersExternalId,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import * as z from "zod";
import { accountText, setUpText } from "../accounts/account-text.ts";
import { asFlag, getLearner, openCohort } from "../cohorts/open-cohort.ts";
import { type CommandContext, defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** A new ExternalId: one's own, or staff's for a learner. */
export const accountRotateCommand = defineCommand({
  name: "account rotate",
  summary: "make a new ExternalId; the old one holds until the new one is verified",
  example: "labgrader account rotate --as learner-14",
  arguments: [
    { name: "[cohort]", description: "for staff: name or id; without it, your own account" },
    { name: "[learner]", description: "for staff: login or id" },
  ],
  flags: [asFlag, { flags: "--reason <text>", description: "for staff: why; it is kept" }],
  input: z.strictObject({
    cohort: z.string().min(1).optional(),
    learner: z.string().min(1).optional(),
    reason: z.string().min(1).max(500).optional(),
    as: Login.optional(),
  }),
  run: async ({ cohort, learner, reason, as }, context) => {
    if (cohort === undefined) return await rotateOwn(await connect(context, as), context);
    if (learner === undefined || reason === undefined)
      throw usageError("usage.flag_missing", "For a learner, name the learner and --reason too.");
    return await rotateOf({ cohort, learner, reason }, await connect(context, as), context);
  },
});

async function rotateOwn(client: Client, { terminal }: CommandContext): Promise<ExitCode> {
  const account = await client.call(rotateExternalIdOfAccount, {});
  terminal.print({
    text: () => `${accountText(account, terminal.marks)}\n\n${setUpText(account)}`,
    json: () => account,
  });
  return exitCodes.ok;
}

async function rotateOf(
  of: { readonly cohort: string; readonly learner: string; readonly reason: string },
  client: Client,
  { terminal }: CommandContext,
): Promise<ExitCode> {
  const cohort = await openCohort(client, of.cohort);
  const { cohortId } = cohort;
  const { learnerId } = await getLearner(client, cohort, of.learner);
  const { reason } = of;
  const account = await client.call(rotateLearnersExternalId, {
    params: { cohortId, learnerId },
    body: { reason },
  });
  terminal.print({ text: () => accountText(account, terminal.marks), json: () => account });
  return exitCodes.ok;
}
