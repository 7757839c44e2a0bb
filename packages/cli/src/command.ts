import type * as z from "zod";
import type { ExitCode } from "./exit-codes.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** What every command is given beside its own arguments and flags. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C: stop, clean up, return. */
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the command was typed. */
  readonly directory: string;
  /** What is typed while the command runs; absent where nobody types. */
  readonly stdin?: NodeJS.ReadableStream | undefined;
}

/** One flag of a command. */
export interface CommandFlag {
  /** As commander writes it: `--as <learner>`. */
  readonly flags: string;
  readonly description: string;
}

/** One argument of a command, by place. */
export interface CommandArgument {
  /** As commander writes it: `<lab>`, `[stage]`, `<dirs...>`. */
  readonly name: string;
  readonly description: string;
}

interface CommandSpec<Input> {
  /** `demo`, or two words for a group: `lab test`. */
  readonly name: string;
  readonly summary: string;
  /** Shown below the flags in the help. */
  readonly example: string;
  readonly arguments?: readonly CommandArgument[];
  readonly flags?: readonly CommandFlag[];
  /** Of arguments and flags together, by name. */
  readonly input: z.ZodType<Input>;
  readonly run: (input: Input, context: CommandContext) => Promise<ExitCode>;
}

/** A command's input, understood or not. */
export type Prepared =
  | { readonly ok: true; readonly run: (context: CommandContext) => Promise<ExitCode> }
  | { readonly ok: false; readonly issues: readonly z.core.$ZodIssue[] };

/** A command as the command line holds it. */
export interface Command extends Omit<CommandSpec<unknown>, "run" | "input"> {
  /** Known, but not here: takes whatever is typed to say so, and is not in the help. */
  readonly isElsewhere?: true;
  readonly prepare: (input: unknown) => Prepared;
}

/** Defines one command: one file in `commands/`, one exported constant. */
export function defineCommand<Input>({ input, run, ...shown }: CommandSpec<Input>): Command {
  return {
    ...shown,
    prepare: (raw) => {
      const parsed = input.safeParse(raw);
      if (!parsed.success) return { ok: false, issues: parsed.error.issues };
      return { ok: true, run: (context) => run(parsed.data, context) };
    },
  };
}
