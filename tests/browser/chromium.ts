import { access, constants } from "node:fs/promises";
import { chromium } from "playwright-core";

export type Chromium =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly reason: string };

/** Where Debian, Ubuntu and Google's own packages put it. */
const usualPaths = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** The browser of CHROMIUM_PATH, else one that is installed, else Playwright's own. */
export async function findChromium(chosen: string | undefined): Promise<Chromium> {
  if (chosen !== undefined && chosen !== "") {
    if (await canRun(chosen)) return { found: true, path: chosen };
    return { found: false, reason: `CHROMIUM_PATH is ${chosen}, which is no program.` };
  }
  for (const path of [...usualPaths, chromium.executablePath()]) {
    if (await canRun(path)) return { found: true, path };
  }
  return {
    found: false,
    reason:
      "no Chromium is installed. Install one (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium), or name it in CHROMIUM_PATH.",
  };
}

async function canRun(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
