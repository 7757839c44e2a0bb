import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type Command, defineCommand } from "./command.ts";
import { usageError } from "./command-error.ts";
import { exitCodes } from "./exit-codes.ts";
import { runCommandLine } from "./run-command-line.ts";
import { aStream } from "./testing.ts";

const measure = defineCommand({
  name: "measure",
  summary: "measure something",
  example: "labgrader measure it --times 3",
  arguments: [{ name: "<what>", description: "what to measure" }],
  flags: [
    { flags: "--times <count>", description: "how often" },
    { flags: "--no-wait", description: "do not wait" },
  ],
  input: z.strictObject({
    what: z.string(),
    times: z.string().regex(/^\d+$/, "a number").transform(Number).default(1),
    wait: z.boolean(),
  }),
  run: async (input, { terminal }) => {
    if (input.what === "nothing") throw usageError("usage.nothing", "There is nothing to measure.");
    if (input.what === "bug") throw new Error("a bug");
    terminal.print({ text: () => `measured ${input.what} ${input.times}`, json: () => input });
    return exitCodes.ok;
  },
});
const inGroup = defineCommand({
  name: "lab check",
  summary: "check a lab",
  example: "labgrader lab check a b",
  arguments: [{ name: "<dirs...>", description: "folders" }],
  input: z.strictObject({ dirs: z.array(z.string()) }),
  run: async ({ dirs }, { terminal }) => {
    terminal.print({ text: () => dirs.join("+"), json: () => dirs });
    return exitCodes.notPassed;
  },
});

async function type(line: string, commands: readonly Command[] = [measure, inGroup]) {
  const stdout = aStream();
  const stderr = aStream();
  const exitCode = await runCommandLine(line.split(" ").filter(Boolean), {
    ...{ commands, stdout, stderr },
    environment: {},
    directory: "/",
    signal: new AbortController().signal,
  });
  return { exitCode, out: stdout.text(), err: stderr.text() };
}

describe("the command line", () => {
  it("runs a command with its arguments and flags, parsed", async () => {
    expect(await type("measure it --times 3")).toEqual({
      exitCode: 0,
      out: "measured it 3\n",
      err: "",
    });
  });

  it("prints one JSON document with --json", async () => {
    const { out } = await type("measure it --no-wait --json");

    expect(JSON.parse(out)).toEqual({ what: "it", times: 1, wait: false });
  });

  it("runs a command of a group, and returns its exit code", async () => {
    expect(await type("lab check a b")).toMatchObject({ exitCode: 1, out: "a+b\n" });
  });

  it.each([
    ["mesure it", "Unknown command 'mesure' (Did you mean measure?)"],
    ["lab chek a", "Unknown command 'chek' (Did you mean check?)"],
    ["measure it --time 3", "Unknown option '--time' (Did you mean --times?)"],
    ["measure", "Missing required argument 'what'"],
    ["measure it --times", "Option '--times <count>' argument missing"],
    ["measure it --times often", "--times: a number"],
    ["measure it and more", "Too many arguments for 'measure'. Expected 1 argument but got 3"],
    ["", "Which command? There are:"],
    ["lab", "Which command? There are:"],
  ])(
    "answers `labgrader %s` with what is wrong, exit code 2 and nothing on stdout",
    async (line, said) => {
      const { exitCode, out, err } = await type(line);

      expect(exitCode).toBe(2);
      expect(err).toContain(said);
      expect(out).toBe("");
    },
  );

  it("prints a usage error as JSON too where JSON was asked for", async () => {
    const { exitCode, out, err } = await type("measure nothing --json");

    expect(exitCode).toBe(2);
    expect(JSON.parse(out)).toEqual({
      error: { kind: "usage", code: "usage.nothing", message: "There is nothing to measure." },
    });
    expect(err).toBe("There is nothing to measure.\n");
  });

  it("calls a bug a fault of the service and hides the trace", async () => {
    const { exitCode, err } = await type("measure bug");

    expect(exitCode).toBe(3);
    expect(err).toContain("a bug");
    expect(err).not.toContain("command-line.test");
  });

  it("shows help on stdout", async () => {
    const { exitCode, out } = await type("measure --help");

    expect(exitCode).toBe(0);
    expect(out).toContain("labgrader measure it --times 3");
  });
});
