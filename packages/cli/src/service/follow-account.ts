import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@lab-grader/core/client";
import {
  getSandboxAccount,
  type OwnSandboxAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import type { CommandContext } from "../command.ts";
import { serviceError } from "../command-error.ts";

const pauseSeconds = 1;
const longestFollowSeconds = 5 * 60;

/** Asks again and again until the account is verified or not; each step is said once it is known. */
export async function followAccount(
  client: Client,
  { terminal, signal }: Pick<CommandContext, "terminal" | "signal">,
): Promise<OwnSandboxAccount> {
  const line = terminal.progress.start("verifying");
  const started = performance.now();
  for (;;) {
    const account = await client.call(getSandboxAccount, {});
    const seconds = (performance.now() - started) / 1000;
    const steps = account.verification?.steps ?? [];
    if (account.state !== "verifying") {
      line.end(`${account.state}  ${seconds.toFixed(1)} s`);
      return account;
    }
    const isWaiting = steps.some(({ outcome }) => outcome === "waiting");
    line.update(`${isWaiting ? "looking again" : (steps.at(-1)?.title ?? "queued")}`);
    if (seconds > longestFollowSeconds)
      throw serviceError(
        "service.too_slow",
        `Not verified after ${longestFollowSeconds / 60} minutes. Look again: labgrader account status`,
      );
    await delay(pauseSeconds * 1000, undefined, { signal });
  }
}
