import { verifySandboxAccount } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import * as z from "zod";
import { accountText } from "../accounts/account-text.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { followAccount } from "../service/follow-account.ts";

/** Waits for the verdict; exit code 1 unless the account is verified. */
export const accountVerifyCommand = defineCommand({
  name: "account verify",
  summary: "let the grader look at the role in your account",
  example: "labgrader account verify --as learner-14",
  flags: [asFlag],
  input: z.strictObject({ as: Login.optional() }),
  run: async ({ as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    await client.call(verifySandboxAccount, {});
    const account = await followAccount(client, context);
    terminal.print({
      text: () => accountText(account, terminal.marks),
      json: () => account,
    });
    return account.verification?.isVerified === true ? exitCodes.ok : exitCodes.notPassed;
  },
});
