// npm run test:moto [-- --required]: the local sandbox against an independent emulator of AWS.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findMoto, startMoto } from "./moto-server.ts";

const { values } = parseArgs({ options: { required: { type: "boolean", default: false } } });

const moto = await findMoto();
if (!moto.found) {
  if (values.required) {
    process.stderr.write(`moto is required here, but not to be had: ${moto.reason}\n`);
    process.exit(1);
  }
  process.stdout.write("skipped: moto not installed\n");
  process.exit(0);
}

const server = await startMoto(moto.command);
const vitest = spawn(
  process.execPath,
  [
    fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url)),
    ...["run", "--config", fileURLToPath(new URL("vitest.config.ts", import.meta.url))],
  ],
  { stdio: "inherit", env: { ...process.env, MOTO_ENDPOINT: server.endpoint } },
);
const [exitCode] = await once(vitest, "exit");
server.stop();
process.exit(typeof exitCode === "number" ? exitCode : 1);
