import { type ExitCode, exitCodes } from "./exit-codes.ts";

/** Ends a command with one message for a person: what is wrong, what was expected, what to do. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly kind: "usage" | "service";
  /** Stable and dotted, for `--json`. */
  readonly code: string;

  constructor(kind: "usage" | "service", code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.code = code;
  }

  get exitCode(): ExitCode {
    return exitCodes[this.kind];
  }
}

/** The command line asks for something that can't be done as it is written. */
export function usageError(code: string, message: string): CommandError {
  return new CommandError("usage", code, message);
}

/** The other side is not there or does not do its part. */
export function serviceError(code: string, message: string, options?: ErrorOptions): CommandError {
  return new CommandError("service", code, message, options);
}
