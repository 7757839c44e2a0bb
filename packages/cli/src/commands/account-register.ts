import { registerSandboxAccount } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { AccountId } from "@lab-grader/core/ids";
import * as z from "zod";
import { accountText, setUpText } from "../accounts/account-text.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** Names the account, and says how to let the grader in. */
export const accountRegisterCommand = defineCommand({
  name: "account register",
  summary: "register the AWS account that you do labs in",
  example: "labgrader account register 111122223333 --as learner-14",
  arguments: [{ name: "<accountId>", description: "the account's 12 digits" }],
  flags: [asFlag],
  input: z.strictObject({ accountId: AccountId, as: Login.optional() }),
  run: async ({ accountId, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const account = await client.call(registerSandboxAccount, { body: { accountId } });
    terminal.print({
      text: () => [accountText(account, terminal.marks), setUpText(account)].join("\n\n").trimEnd(),
      json: () => account,
    });
    return exitCodes.ok;
  },
});
