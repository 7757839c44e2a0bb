import { execFile } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);

/** Of the tests and measurements alone: `packages/dashboard/dist` is of deployments and `npm run dev`. */
const testSite = `${root}.labgrader/site-test`;

/**
 * Builds the web application as a deployment does, with a manifest of what each page fetches.
 * Resolves with the directory. @throws Error with what the build wrote.
 */
export async function buildTestSite(): Promise<string> {
  const vite = `${root}node_modules/vite/bin/vite.js`;
  const next = `${testSite}-next`;
  const options = ["--outDir", next, "--emptyOutDir", "--manifest", "--logLevel", "warn"];
  await run(process.execPath, [vite, "build", ...options], { cwd: `${root}packages/dashboard` });
  await run(process.execPath, [`${root}scripts/build-cli.ts`, "--out", `${next}/labgrader.mjs`]);
  await rm(testSite, { recursive: true, force: true });
  await rename(next, testSite);
  return testSite;
}
