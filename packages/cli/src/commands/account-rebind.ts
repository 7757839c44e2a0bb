import { rebindSandboxAccount } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { AccountId } from "@lab-grader/core/ids";
import * as z from "zod";
import { accountText } from "../accounts/account-text.ts";
import { asFlag, cohortArgument, getLearner, openCohort } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** Staff: an account that another learner has, or had. */
export const accountRebindCommand = defineCommand({
  name: "account rebind",
  summary: "let a learner have an account that is another learner's",
  example:
    'labgrader account rebind demo learner-14 111122223333 --reason "they have swapped" --as instructor-01',
  arguments: [
    cohortArgument,
    { name: "<learner>", description: "login or id of who gets it" },
    { name: "<accountId>", description: "the account's 12 digits" },
  ],
  flags: [asFlag, { flags: "--reason <text>", description: "why; kept, and shown to staff" }],
  input: z.strictObject({
    cohort: z.string().min(1),
    learner: z.string().min(1),
    accountId: AccountId,
    reason: z.string("--reason: why; it is kept").min(1).max(500),
    as: Login.optional(),
  }),
  run: async ({ cohort: wanted, learner, accountId, reason, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const cohort = await openCohort(client, wanted);
    const { cohortId } = cohort;
    const { learnerId, login } = await getLearner(client, cohort, learner);
    const account = await client.call(rebindSandboxAccount, {
      params: { cohortId, learnerId },
      body: { accountId, reason },
    });
    terminal.print({
      text: () =>
        `${accountText(account, terminal.marks)}\n${login} makes its role and verifies it: labgrader account status. Until then nothing moves.`,
      json: () => account,
    });
    return exitCodes.ok;
  },
});
