import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The release whose answers the known differences were written down from. */
const motoVersion = "5.2.1";
const environment = fileURLToPath(new URL("../../.labgrader/moto", import.meta.url));
const installed = `${environment}/bin/moto_server`;

export type Moto =
  | { readonly found: true; readonly command: string }
  | { readonly found: false; readonly reason: string };

/** Moto's server of the one release: on the PATH, installed here before, or installed now. */
export async function findMoto(): Promise<Moto> {
  if (await isRightVersion("python3")) return { found: true, command: "moto_server" };
  if (await isRightVersion(`${environment}/bin/python`)) return { found: true, command: installed };
  try {
    process.stderr.write(`installing moto ${motoVersion} into .labgrader/moto\n`);
    await run("python3", ["-m", "venv", environment]);
    await run(`${environment}/bin/pip`, ["install", "--quiet", `moto[server]==${motoVersion}`]);
    return { found: true, command: installed };
  } catch (error) {
    return { found: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Starts moto on a free port of this machine. Stop it, whether or not it has ever answered. */
export function startMoto(command: string): {
  /** Its endpoint, once it answers there. */
  readonly answering: Promise<string>;
  stop(): void;
} {
  let server: ChildProcess | undefined;
  const start = async (): Promise<string> => {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    server = spawn(command, ["-H", "127.0.0.1", "-p", String(port)], {
      stdio: "ignore",
      detached: true,
    });
    await untilItAnswers(endpoint, server);
    return endpoint;
  };
  return {
    answering: start(),
    stop: () => {
      if (server?.pid === undefined || server.exitCode !== null) return;
      // The command may be a script that starts another process: the whole group is ended.
      process.kill(-server.pid);
    },
  };
}

async function isRightVersion(python: string): Promise<boolean> {
  try {
    const { stdout } = await run(python, ["-c", "import moto, flask; print(moto.__version__)"]);
    return stdout.trim() === motoVersion;
  } catch {
    // No such Python, or none with moto: both mean that it is not here.
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

const longestStartMs = 60_000;
const lookEveryMs = 200;

async function untilItAnswers(endpoint: string, server: ChildProcess): Promise<void> {
  const end = performance.now() + longestStartMs;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`moto_server ended with ${server.exitCode}`);
    try {
      const { ok } = await fetch(`${endpoint}/moto-api/data.json`);
      if (ok) return;
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
