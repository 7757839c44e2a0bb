import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typed } from "./typed.ts";

const lab = `
id: asking
version: 1.0.0
title: Asking
summary: Only questions.
minutes: 1
costUsd: 0
passAt: 50
variables: { region: us-east-1, table: lab-orders }
where: { region: $region, table: $table }
stages:
  build:
    title: Build
    criteria:
      table: { title: The table is there, points: 2, check: dynamodb.table }
      fresh:
        title: Fresh reads
        points: 4
        question: |
          Which read is never stale?
          Think of indexes.
        choices:
          - { text: A strongly consistent one, correct: true }
          - { text: Any, because: most are mostly right }
      units: { title: Units, points: 2, question: How many units?, answer: 4242 }
`;

let directory: string;
let system: LocalSystem;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  await mkdir(join(directory, "labs", "asking"), { recursive: true });
  await writeFile(join(directory, "labs", "asking", "lab.yaml"), lab);
  system = await startLocalSystem({
    learners: 6,
    stateDirectory: directory,
    labsDirectory: join(directory, "labs"),
    labId: "asking",
  });
});

afterAll(async () => {
  await system.close();
  await rm(directory, { recursive: true });
});

/** Hands in the stage as one of the learners, with this text in a file of answers. */
async function submit(login: string, flags: readonly string[], text?: string) {
  if (text !== undefined) await writeFile(join(directory, "answers.yaml"), text);
  return await typed(["submit", "asking", "build", "--as", login, ...flags], { directory });
}
const withFile = ["--answers", "answers.yaml"];

describe("labgrader submit --answers", () => {
  it("shows what is asked where there are no answers, in a form to fill in", async () => {
    const { exitCode, out, err } = await submit("learner-01", []);

    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain("# Which read is never stale?\n# Think of indexes.\n");
    expect(err).toContain("#   A strongly consistent one");
    expect(err).toContain("units: ");
    expect(err).not.toMatch(/4242|mostly right|correct/);
  });

  it("hands in with the answers of a file", async () => {
    const answers = "fresh: a strongly consistent one\nunits: 4242\n";

    const { out } = await submit("learner-01", [...withFile, "--json"], answers);

    expect(JSON.parse(out)).toMatchObject({
      points: 6,
      outcomes: [
        { criterion: "table", outcome: "not_met" },
        { criterion: "fresh", outcome: "met" },
        { criterion: "units", outcome: "met" },
      ],
    });
  });

  it("takes lines of the form that were left empty for not answered, and says which", async () => {
    const answers = "fresh: Any\n# How many units?\n# a number:\nunits: \n";

    const { out, err } = await submit("learner-02", [...withFile, "--json"], answers);

    expect(err).toContain("Not answered: units");
    expect(JSON.parse(out).outcomes).toMatchObject([
      {},
      { reason: "question.other_choice", found: '"Any": most are mostly right' },
      { reason: "question.not_answered" },
    ]);
  });

  it("hands in without any where that is meant", async () => {
    const { exitCode, out } = await submit("learner-03", ["--no-answers", "--json"]);

    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ points: 0, attempt: { counts: true } });
  });

  it.each([
    ["a file that is not there", ["--answers", "nowhere.yaml"], undefined, "no file nowhere.yaml"],
    ["a directory", ["--answers", "labs"], undefined, "labs"],
    ["broken YAML", withFile, "fresh: [Any\nunits: 1\n", "answers.yaml:2:1"],
    ["a value that is no answer", withFile, "fresh: { a: b }\n", "answers.yaml:1:8"],
    ["a truth value", withFile, "units: 1\nfresh: true\n", "answers.yaml:2:8"],
    ["a list as a file", withFile, "- Any\n", "answers.yaml:1:1"],
    ["a bomb", withFile, "fresh: &a [x]\nunits: *a\n", "answers.yaml:1:11"],
    ["only empty lines", withFile, 'fresh: ""\nunits:\n', "asks something"],
  ])("refuses %s before anything is handed in", async (_, flags, text, said) => {
    const { exitCode, out, err } = await submit("learner-04", flags, text);

    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain(said);
  });

  it.each([
    ["a choice that is not offered", "fresh: Some\nunits: 1\n", "A strongly consistent one"],
    ["an answer to what is not asked", "table: yes, it is\nunits: 1\n", "it asks fresh, units"],
    ["a text for a number", "units: many\n", "a number is asked for"],
  ])("hands in nothing with %s, and says what would be taken", async (_, answers, said) => {
    const { exitCode, out, err } = await submit("learner-05", withFile, answers);

    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain(said);
    expect(err).not.toContain("\\");
    const list = await typed(["status", "--as", "learner-05", "--json"], { directory });
    expect(JSON.parse(list.out).assignments[0].submissions).toEqual([]);
  });
});
