import * as z from "zod";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { revokeSignIn } from "../service/code-flow.ts";
import { readSignIn, removeSignIn } from "../service/sign-in-file.ts";

/** Ends the sign-in of this machine. */
export const logoutCommand = defineCommand({
  name: "logout",
  summary: "end the sign-in of this machine",
  example: "labgrader logout",
  input: z.strictObject({}),
  run: async (_input, { terminal, environment, signal }) => {
    const signIn = await readSignIn(environment);
    // Removed first: whatever the other side answers, this machine is signed out.
    await removeSignIn(environment);
    if (signIn?.kind === "person") await revokeSignIn(signIn, signal);
    terminal.print({
      text: () => (signIn ? "You are signed out." : "Nobody was signed in."),
      json: () => ({ wasSignedIn: signIn !== undefined }),
    });
    return exitCodes.ok;
  },
});
