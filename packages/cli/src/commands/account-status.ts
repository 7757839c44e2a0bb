import { getSandboxAccount } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import * as z from "zod";
import { accountText, setUpText } from "../accounts/account-text.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** Where one's own account stands. */
export const accountStatusCommand = defineCommand({
  name: "account status",
  summary: "show your AWS account, how to make its role, and its last verification",
  example: "labgrader account status --as learner-14",
  flags: [asFlag],
  input: z.strictObject({ as: Login.optional() }),
  run: async ({ as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const account = await client.call(getSandboxAccount, {});
    terminal.print({
      text: () => [accountText(account, terminal.marks), setUpText(account)].join("\n\n").trimEnd(),
      json: () => account,
    });
    return exitCodes.ok;
  },
});
