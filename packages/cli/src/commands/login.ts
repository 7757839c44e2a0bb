import { spawn } from "node:child_process";
import * as z from "zod";
import { type CommandContext, defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { beginSignIn, codeOf, finishSignIn } from "../service/code-flow.ts";
import { readDeploymentConfig } from "../service/deployment-config.ts";
import { portFlag } from "../service/ports.ts";
import { awaitReturnedAddress } from "../service/returned-address.ts";
import { writeSignIn } from "../service/sign-in-file.ts";

/** The port that a deployment's sign-in sends browsers back to: infra/identity.ts. */
const knownPort = 8765;

/** Signs in on this machine, until `labgrader logout`. */
export const loginCommand = defineCommand({
  name: "login",
  summary: "sign in at a deployment; other commands then go there",
  example: "labgrader login https://labs.example.edu",
  arguments: [{ name: "<site>", description: "address of its web pages" }],
  flags: [
    {
      flags: "--token <token>",
      description: "a one-time token of the lab's page, where no browser is",
    },
    { flags: "--no-browser", description: "only say which page to open" },
    { flags: "--port <port>", description: "of this machine; deployments know 8765 only" },
  ],
  input: z.strictObject({
    site: z.url({ protocol: /^https?$/, error: "an address, such as https://labs.example.edu" }),
    token: z
      .string()
      .regex(/^ott(\.[0-9a-f]{32}){2}$/, "a one-time token, as the lab's page shows it")
      .optional(),
    browser: z.boolean(),
    port: portFlag(knownPort),
  }),
  run: async ({ site, token, browser, port }, context) => {
    const { terminal, environment, signal } = context;
    const config = await readDeploymentConfig(site, signal);
    const { apiUrl } = config;
    if (token !== undefined) {
      await writeSignIn(environment, { kind: "oneTime", apiUrl, token });
      terminal.print({
        text: () => "You can hand in the one stage that the token is for, within its 15 minutes.",
        json: () => ({ apiUrl, kind: "oneTime" }),
      });
      return exitCodes.ok;
    }
    const waiting = await awaitReturnedAddress(port, context);
    try {
      const attempt = beginSignIn(config, waiting.redirectUri);
      terminal.note(`Sign in on this page:\n\n  ${attempt.address}\n`);
      terminal.note(
        "If the browser runs on another machine, paste here the address that it ends at.",
      );
      if (browser) openBrowser(attempt.address, context);
      const code = codeOf(await waiting.returned, attempt);
      const signIn = await finishSignIn(config, attempt, code, signal);
      await writeSignIn(environment, signIn);
      const { login } = signIn;
      terminal.print({
        text: () => `You are signed in as ${login}.`,
        json: () => ({ apiUrl, kind: "person", login }),
      });
      return exitCodes.ok;
    } finally {
      await waiting.close();
    }
  },
});

const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ["open"],
  // The first argument that `start` finds in quotes is a title.
  win32: ["cmd", "/c", "start", '""'],
};

/** Where there is no browser, the page was named. */
function openBrowser(address: string, { terminal }: Pick<CommandContext, "terminal">): void {
  const [program, ...words] = openers[process.platform] ?? ["xdg-open"];
  // cmd takes an ampersand for the end of a command.
  const page = process.platform === "win32" ? address.replaceAll("&", "^&") : address;
  const opened = spawn(program, [...words, page], { stdio: "ignore", detached: true });
  opened.on("error", () => terminal.note("No browser opens here; open the page yourself."));
  opened.unref();
}
