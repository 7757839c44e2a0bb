// npm run test:browser [-- --required] [name …]: the web application in a real browser, on the local system.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildTestSite } from "./build-site.ts";
import { findChromium } from "./chromium.ts";

const { values, positionals } = parseArgs({
  options: { required: { type: "boolean", default: false } },
  allowPositionals: true,
});

const chromium = await findChromium(process.env.CHROMIUM_PATH);
if (!chromium.found) {
  if (values.required) {
    process.stderr.write(`a browser is required here: ${chromium.reason}\n`);
    process.exit(1);
  }
  process.stdout.write(`skipped: ${chromium.reason}\n`);
  process.exit(0);
}

process.stderr.write("building the web application into .labgrader/site-test\n");
const site = await buildTestSite();
const vitest = spawn(
  process.execPath,
  [
    fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url)),
    ...["run", "--config", fileURLToPath(new URL("vitest.config.ts", import.meta.url))],
    ...positionals,
  ],
  {
    stdio: "inherit",
    env: { ...process.env, CHROMIUM_PATH: chromium.path, TEST_SITE_DIRECTORY: site },
  },
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => vitest.kill(signal));
const [exitCode] = await once(vitest, "exit");
process.exit(typeof exitCode === "number" ? exitCode : 1);
