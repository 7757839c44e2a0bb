// npm run test:moto [-- --required]: the local sandbox against an independent emulator of AWS.
import { type ChildProcess, spawn } from "node:child_process";
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

const server = startMoto(moto.command);
process.exitCode = 1;
let vitest: ChildProcess | undefined;
// Moto is in a process group of its own, so it hears no Ctrl-C and does not end with its parent.
process.once("exit", () => server.stop());
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => {
    vitest?.kill(signal);
    process.exit();
  });

const endpoint = await server.answering;
vitest = spawn(
  process.execPath,
  [
    fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url)),
    ...["run", "--config", fileURLToPath(new URL("vitest.config.ts", import.meta.url))],
  ],
  { stdio: "inherit", env: { ...process.env, MOTO_ENDPOINT: endpoint } },
);
const [exitCode] = await once(vitest, "exit");
process.exit(typeof exitCode === "number" ? exitCode : 1);
