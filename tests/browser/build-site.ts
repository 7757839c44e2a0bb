import { spawn } from "node:child_process";
import { once } from "node:events";
import { rename, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Of the tests and measurements alone: `packages/dashboard/dist` is of deployments and `npm run dev`. */
const testSite = `${root}.labgrader/site-test`;

/**
 * Builds the web application as a deployment does, with a manifest of what each page fetches.
 * Resolves with the directory. @throws Error after the build has written what is wrong.
 */
export async function buildTestSite(): Promise<string> {
  const vite = `${root}node_modules/vite/bin/vite.js`;
  const next = `${testSite}-next`;
  const options = ["--outDir", next, "--emptyOutDir", "--manifest", "--logLevel", "warn"];
  await run([vite, "build", ...options], `${root}packages/dashboard`);
  await run([`${root}scripts/build-cli.ts`, "--out", `${next}/labgrader.mjs`], root);
  await rm(testSite, { recursive: true, force: true });
  await rename(next, testSite);
  return testSite;
}

async function run(words: readonly string[], cwd: string): Promise<void> {
  const child = spawn(process.execPath, words, { cwd, stdio: ["ignore", "ignore", "inherit"] });
  const [exitCode] = await once(child, "exit");
  if (exitCode !== 0) throw new Error(`the web application could not be built: ${words.join(" ")}`);
}
