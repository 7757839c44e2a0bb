import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allCommands } from "@lab-grader/cli/commands/all";
import { runCommandLine } from "@lab-grader/cli/run-command-line";
import { aStream } from "@lab-grader/cli/testing";
import { createAwsCommands } from "@lab-grader/sandbox/lab-bench/aws-commands";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let directory: string;
let system: LocalSystem;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  system = await startLocalSystem({ learners: 2, stateDirectory: directory });
});

afterAll(async () => {
  await system.close();
  await rm(directory, { recursive: true });
});

async function type(line: string) {
  const stdout = aStream();
  const stderr = aStream();
  const exitCode = await runCommandLine(line.split(" "), {
    ...{ commands: allCommands, stdout, stderr, directory },
    environment: {},
    signal: new AbortController().signal,
  });
  return { exitCode, out: stdout.text(), err: stderr.text() };
}

describe("labgrader cleanup", () => {
  it("has nothing to say of an account without the lab", async () => {
    const { exitCode, out } = await type("cleanup dynamodb-introduction --as learner-02");

    expect(exitCode).toBe(0);
    expect(out).toBe("Nothing of this lab is left where we looked.\n");
  });

  it("lists what the lab left with its commands, and deletes none of it", async () => {
    const lab = "dynamodb-introduction build --as learner-01";
    for (const step of ["create-the-table", "put-the-canary", "back-it-up"]) {
      await type(`try ${lab} --fix ${step}`);
    }

    const text = await type("cleanup dynamodb-introduction --as learner-01");
    const { exitCode, out } = await type("cleanup dynamodb-introduction --as learner-01 --json");

    const { leftOvers, notSeen } = JSON.parse(out);
    expect(exitCode).toBe(1);
    expect(notSeen).toEqual([]);
    expect(leftOvers[0]).toMatchObject({ what: "table", cost: "costs" });
    expect(leftOvers).toContainEqual(expect.objectContaining({ what: "backup", cost: "costs" }));
    for (const { command } of leftOvers) expect(text.out).toContain(`  ${command}\n`);
    expect(text.out).toContain("can cost money");
  });

  it("has nothing more to say once its own commands were run, in their order", async () => {
    const before = await type("cleanup dynamodb-introduction --as learner-01 --json");
    const aws = createAwsCommands({
      endpoint: system.sandbox.endpoint,
      credentials: { accessKeyId: "learner-01", secretAccessKey: "local" },
    });
    for (const { command } of JSON.parse(before.out).leftOvers) {
      for (const step of stepsOf(command)) await aws.run(step);
    }
    aws.close();

    const after = await type("cleanup dynamodb-introduction --as learner-01 --json");

    expect(JSON.parse(after.out).leftOvers).toEqual([]);
    expect(after.exitCode).toBe(0);
  });

  it("says which lab it doesn't know", async () => {
    const { exitCode, err } = await type("cleanup no-such-lab --as learner-01");

    expect(exitCode).toBe(2);
    expect(err).toContain('no lab "no-such-lab"');
  });
});

/** `aws dynamodb delete-table --region us-east-1 --table-name a && …` as the SDK takes it. */
function stepsOf(line: string) {
  return line
    .split(" && ")
    .map((command) => command.split(" ").slice(1))
    .filter(([, command]) => command !== "wait")
    .map(([service = "", command = "", ...words]) => {
      const options = words.join(" ").split(/ ?--/).filter(Boolean);
      const parameters = Object.fromEntries(options.map(parameterOf));
      const { Region: region, ...others } = parameters;
      return { name: command, service, command, region: String(region), parameters: others };
    });
}

function parameterOf(option: string): [string, string | boolean] {
  const [name = "", value] = option.split(" ");
  const member = name
    .replace(/^no-/, "")
    .replace(/(?:^|-)([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
  return [member, value ?? !name.startsWith("no-")];
}
