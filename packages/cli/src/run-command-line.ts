import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { parseCommandLine, prepareCommand } from "./command-line.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { safeJson, safeText } from "./terminal/safe-text.ts";
import { createTerminal, type TextStream } from "./terminal/terminal.ts";

/** Everything outside that a command line touches. */
export interface CommandLineWorld {
  readonly commands: readonly Command[];
  readonly stdout: TextStream & { readonly columns?: number | undefined };
  readonly stderr: TextStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
  readonly stdin?: NodeJS.ReadableStream | undefined;
  readonly signal: AbortSignal;
}

/** Runs what was typed; every end of a command is an exit code, every fault a message on stderr. */
export async function runCommandLine(
  words: readonly string[],
  world: CommandLineWorld,
): Promise<ExitCode> {
  const { stdout, stderr } = world;
  try {
    const parsed = parseCommandLine(words, world.commands);
    if (parsed.status === "answered") {
      stdout.write(parsed.text);
      return parsed.exitCode;
    }
    const run = prepareCommand(parsed.command, parsed.input);
    const { environment, directory, signal, stdin } = world;
    const terminal = createTerminal({ ...parsed, stdout, stderr, environment });
    return await run({ terminal, signal, environment, directory, stdin });
  } catch (fault) {
    if (world.signal.aborted) return exitCodes.interrupted;
    return explainFault(fault, words, world);
  }
}

function explainFault(
  fault: unknown,
  words: readonly string[],
  { stdout, stderr, environment }: CommandLineWorld,
): ExitCode {
  const error =
    fault instanceof CommandError
      ? fault
      : new CommandError("service", "fault.unexpected", unexpected(fault, environment));
  // A script that asked for JSON gets JSON for this too: one document, whatever happens.
  if (words.includes("--json")) {
    const { kind, code, message } = error;
    stdout.write(`${safeJson({ error: { kind, code, message } })}\n`);
  }
  stderr.write(`${safeText(error.message, { isColoured: false })}\n`);
  return error.exitCode;
}

function unexpected(
  fault: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const message = fault instanceof Error ? fault.message : String(fault);
  const trace = fault instanceof Error ? fault.stack : undefined;
  return environment.LABGRADER_DEBUG && trace
    ? trace
    : `${message}\nThis should not have happened. LABGRADER_DEBUG=1 shows where.`;
}
