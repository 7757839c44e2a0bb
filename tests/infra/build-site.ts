import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = `${root}packages/dashboard`;
/** What a deployment uploads. */
export const siteOutput = `${folder}/dist`;

/** Builds the site as a deployment does. @throws Error with what the build wrote. */
export async function buildSite(): Promise<void> {
  await promisify(execFile)("npm", ["run", "--silent", "build"], {
    cwd: folder,
    env: { ...process.env, PATH: `${root}node_modules/.bin${delimiter}${process.env.PATH ?? ""}` },
  });
}

/** SST looks into the output of the build that it believes to have made. */
export async function haveSite(): Promise<void> {
  await access(`${siteOutput}/labgrader.mjs`).catch(buildSite);
}
