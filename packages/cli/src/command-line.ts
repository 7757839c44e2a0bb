import { CommanderError, Command as Parser } from "commander";
import * as z from "zod";
import type { Command, Prepared } from "./command.ts";
import { usageError } from "./command-error.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { wrap } from "./terminal/wrap.ts";
import { version } from "./version.ts";

/** What was typed, once it is understood. */
export type ParsedCommandLine =
  | {
      readonly status: "run";
      readonly command: Command;
      readonly input: unknown;
      readonly isJson: boolean;
      readonly isPlain: boolean;
    }
  /** Help or version was asked for. */
  | { readonly status: "answered"; readonly text: string; readonly exitCode: ExitCode };

const CommonFlags = z.object({
  json: z.boolean().default(false),
  plain: z.boolean().default(false),
});

/** @throws CommandError of kind `usage`: an unknown word, with the nearest one that exists. */
export function parseCommandLine(
  words: readonly string[],
  commands: readonly Command[],
): ParsedCommandLine {
  let parsed: ParsedCommandLine | undefined;
  let help = "";
  const silence = { writeOut: (text: string) => (help += text), writeErr: () => {} };
  const program = new Parser("labgrader")
    .description("Grades AWS labs in the learners' own accounts.")
    .configureOutput(silence)
    .configureHelp({ subcommandTerm: (command) => termOf(command) })
    .version(version, "--version", "the version of this program")
    .exitOverride();
  const groups = new Map<string, Parser>();

  for (const command of commands) {
    const [first = "", second] = command.name.split(" ");
    const parent = second === undefined ? program : groupOf(first);
    parent.addCommand(
      parserOf(command, second ?? first, (flags, input) => {
        parsed = {
          status: "run",
          command,
          input,
          isJson: flags.json,
          isPlain: flags.plain,
        };
      }).configureOutput(silence),
      { hidden: command.isElsewhere ?? false },
    );
  }

  function groupOf(name: string): Parser {
    const existing = groups.get(name);
    if (existing) return existing;
    const group = new Parser(name)
      .description(
        commands
          .filter((one) => one.name.startsWith(`${name} `) && !one.isElsewhere)
          .map(secondWord)
          .join(", "),
      )
      .configureOutput(silence)
      .configureHelp({ subcommandTerm: (command) => termOf(command) })
      .exitOverride();
    groups.set(name, group);
    program.addCommand(group);
    return group;
  }

  try {
    program.parse(words, { from: "user" });
  } catch (fault) {
    if (!(fault instanceof CommanderError)) throw fault;
    if (fault.code === "commander.helpDisplayed" || fault.code === "commander.version") {
      return { status: "answered", text: help, exitCode: exitCodes.ok };
    }
    // Commander asks for help when no command was typed: that is a usage error to a script.
    if (fault.code === "commander.help") {
      const here = commands.filter(({ isElsewhere }) => !isElsewhere);
      const inGroup = here.filter(({ name }) => name.startsWith(`${words[0]} `));
      const known = inGroup.length > 0 ? inGroup : here;
      throw usageError("usage.command_missing", `Which command? There are:\n\n${listOf(known)}`);
    }
    const code = fault.code.replace(/^commander\./, "");
    const more = `${helpFor(words, commands)} shows more.`;
    throw usageError(`usage.${code}`, `${sentence(fault.message)}\n${more}`);
  }
  if (!parsed) throw new Error("The command line was parsed, but no command was found.");
  return parsed;
}

/** Checks a command's arguments and flags. @throws CommandError that names each wrong one. */
export function prepareCommand(
  command: Command,
  input: unknown,
): Extract<Prepared, { ok: true }>["run"] {
  const prepared = command.prepare(input);
  if (prepared.ok) return prepared.run;
  const problems = prepared.issues.map((issue) => {
    const [name = ""] = issue.path;
    const isFlag = (command.flags ?? []).some(({ flags }) => nameOfFlag(flags) === name);
    return `${isFlag ? `--${dashed(String(name))}` : `<${String(name)}>`}: ${issue.message}`;
  });
  throw usageError("usage.invalid", problems.join("\n"));
}

function parserOf(
  command: Command,
  name: string,
  take: (flags: z.infer<typeof CommonFlags>, input: unknown) => void,
): Parser {
  const parser = new Parser(name).description(command.summary).exitOverride();
  if (command.isElsewhere) parser.allowUnknownOption().allowExcessArguments();
  for (const argument of command.arguments ?? []) {
    parser.argument(argument.name, argument.description);
  }
  for (const { flags, description } of command.flags ?? []) parser.option(flags, description);
  return parser
    .option("--json", "one JSON document on stdout")
    .option("--plain", "words and ASCII instead of signs, no colour")
    .addHelpText("after", `\nExample:\n  ${command.example}`)
    .action(() => {
      const { json, plain, ...flags } = parser.opts();
      const named = (command.arguments ?? []).map(
        (argument, place) => [nameOfArgument(argument.name), parser.processedArgs[place]] as const,
      );
      take(
        CommonFlags.parse({ json, plain }),
        withoutUndefined({ ...flags, ...Object.fromEntries(named) }),
      );
    });
}

/** The narrowest help there is for what was typed. */
function helpFor([first = "", second = ""]: readonly string[], commands: readonly Command[]) {
  const isKnown = (name: string) => commands.some((command) => command.name === name);
  const group = commands.some(({ name }) => name.startsWith(`${first} `)) ? first : "";
  const known = [`${first} ${second}`, first].find(isKnown) ?? group;
  return ["labgrader", known, "--help"].filter(Boolean).join(" ");
}

function withoutUndefined(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** `<dirs...>` -> `dirs` */
function nameOfArgument(name: string): string {
  return name.replace(/[<>[\].]/g, "");
}

/** `--sandbox-port <port>` -> `sandboxPort`; `--no-wait` -> `wait`, as commander stores it. */
function nameOfFlag(flags: string): string {
  const name = (/--([a-z-]+)/.exec(flags)?.[1] ?? "").replace(/^no-/, "");
  return name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function secondWord({ name }: Command): string {
  return name.split(" ")[1] ?? name;
}

/** Every command takes flags, so the list of commands need not say it. */
function termOf(command: Parser): string {
  const taken = command.registeredArguments.map((one) => {
    const name = one.variadic ? `${one.name()}...` : one.name();
    return one.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...taken].join(" ");
}

function listOf(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const rest = " ".repeat(width + 4);
  return commands
    .map(({ name, summary }) => wrap(summary, 80, { first: `  ${name.padEnd(width)}  `, rest }))
    .join("\n");
}

/** Commander's `error: unknown option '--jsn'\n(Did you mean --json?)` as one line. */
function sentence(message: string): string {
  const [first = "", ...rest] = message.replace(/^error: /, "").split("\n");
  const start = first.charAt(0).toUpperCase() + first.slice(1);
  return [start, ...rest].join(" ").trim();
}
