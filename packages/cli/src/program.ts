import type { Command } from "./command.ts";
import { exitCodes } from "./exit-codes.ts";
import { runCommandLine } from "./run-command-line.ts";

/** Runs this process as `labgrader` with these commands; sets the exit code. */
export async function runProgram(commands: readonly Command[]): Promise<void> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      // Whoever asks twice does not want to wait for tidying up.
      if (stop.signal.aborted) process.exit(exitCodes.interrupted);
      stop.abort();
    });
  }

  // `labgrader … | head` stops reading: then there is nobody left to write for.
  process.stdout.on("error", (fault: NodeJS.ErrnoException) => {
    if (fault.code !== "EPIPE") throw fault;
    process.exit(exitCodes.ok);
  });

  process.exitCode = await runCommandLine(process.argv.slice(2), {
    commands,
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    directory: process.cwd(),
    stdin: process.stdin,
    signal: stop.signal,
  });
}
