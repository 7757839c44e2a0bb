import { SiteConfig } from "@lab-grader/core/contracts/site-config";
import type * as z from "zod";
import { serviceError, usageError } from "../command-error.ts";

/** What the command line needs of it. */
const DeploymentConfig = SiteConfig.pick({
  apiUrl: true,
  signInUrl: true,
  commandLineClientId: true,
});
export type DeploymentConfig = z.infer<typeof DeploymentConfig>;

/** @throws CommandError that says what was expected of the address. */
export async function readDeploymentConfig(
  site: string,
  signal: AbortSignal,
): Promise<DeploymentConfig> {
  const address = `${site.replace(/\/+$/, "")}/config.json`;
  requireSafe(address);
  const answer = await fetch(address, { signal }).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw serviceError("service.unreachable", `Nothing answers at ${address}. Is it the site?`, {
      cause,
    });
  });
  const body: unknown = await answer.json().catch(() => undefined);
  const parsed = DeploymentConfig.safeParse(body);
  if (!parsed.success) {
    throw usageError(
      "usage.site",
      `${address} does not describe a Lab Grader. Give the address of its web pages, as your instructor named it.`,
    );
  }
  const config = parsed.data;
  for (const url of [config.apiUrl, config.signInUrl]) requireSafe(url);
  return { ...config, apiUrl: config.apiUrl.replace(/\/+$/, "") };
}

/** A sign-in must not be readable on its way; on this machine there is no way. */
function requireSafe(address: string): void {
  const { protocol, hostname } = new URL(address);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (protocol === "https:" || (protocol === "http:" && isLocal)) return;
  throw usageError("usage.site_unsafe", `${address} is not safe to sign in at: expected https.`);
}
