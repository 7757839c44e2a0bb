import type { Readable } from "node:stream";
import { allCommands } from "@lab-grader/cli/commands/all";
import { runCommandLine } from "@lab-grader/cli/run-command-line";
import { aStream } from "@lab-grader/cli/testing";

/** Types a command line of `labgrader`, and answers what it wrote and how it ended. */
export async function typed(
  words: readonly string[],
  options: {
    directory?: string;
    environment?: Record<string, string>;
    signal?: AbortSignal;
    stdin?: Readable;
    /** Told of everything that was written until now, to either stream. */
    onWrite?: (written: { out: string; err: string }) => void;
  } = {},
) {
  const stdout = aStream();
  const stderr = aStream();
  const watched = (stream: ReturnType<typeof aStream>) => ({
    write: (text: string) => {
      stream.write(text);
      options.onWrite?.({ out: stdout.text(), err: stderr.text() });
    },
  });
  const exitCode = await runCommandLine(words, {
    commands: allCommands,
    stdout: watched(stdout),
    stderr: watched(stderr),
    environment: options.environment ?? {},
    directory: options.directory ?? process.cwd(),
    stdin: options.stdin,
    signal: options.signal ?? new AbortController().signal,
  });
  return { exitCode, out: stdout.text(), err: stderr.text() };
}
