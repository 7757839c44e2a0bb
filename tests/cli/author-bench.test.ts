import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parsedYaml } from "./parsed-yaml.ts";
import { typed } from "./typed.ts";

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  await typed(["lab", "new", "first-lab"], { directory });
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function change(file: string, from: string, to: string): Promise<void> {
  const path = join(directory, "first-lab", file);
  const text = await readFile(path, "utf8");
  if (!text.includes(from)) throw new Error(`${file} has no ${from}.`);
  await writeFile(path, text.replace(from, to));
}

describe("labgrader lab new", () => {
  it("writes a lab that validates and proves its whole rubric", async () => {
    const validated = await typed(["lab", "validate", "first-lab"], { directory });
    const { exitCode, out } = await typed(["lab", "test", "first-lab", "--json"], { directory });

    expect(validated).toMatchObject({ exitCode: 0, err: "" });
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ labs: [{ lab: "first-lab", red: 1, green: 1 }] });
  });

  it.each([
    ["first-lab", "has files already"],
    ["First_Lab", "a lab id"],
  ])("does not write into %s", async (name, said) => {
    const { exitCode, out, err } = await typed(["lab", "new", name], { directory });

    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain(said);
  });
});

describe("labgrader lab test", () => {
  it("prints one document with stages, criteria, cases and cells of every lab", async () => {
    await typed(["lab", "new", "second-lab"], { directory });
    await writeFile(join(directory, "lab.schema.json"), "{}");

    const names = ["first-lab", "lab.schema.json", "second-lab"];
    const { exitCode, out } = await typed(["lab", "test", ...names, "--json"], { directory });

    expect(exitCode).toBe(0);
    const { labs } = JSON.parse(out);
    expect(labs.map(({ lab }: { lab: string }) => lab)).toEqual(["first-lab", "second-lab"]);
    expect(labs[0]).toMatchObject({
      version: "0.1.0",
      stages: ["build"],
      criteria: ["build.table", "build.protected", "build.recoverable"],
      cases: expect.arrayContaining([
        expect.objectContaining({
          kind: "red",
          name: "unprotected",
          stage: "build",
          cells: expect.arrayContaining([
            {
              criterion: "build.protected",
              moment: "at once",
              expected: { outcome: "not_met", reason: "dynamodb.deletion_protection.off" },
              outcome: "not_met",
              reason: "dynamodb.deletion_protection.off",
              isAsExpected: true,
            },
          ]),
        }),
      ]),
      red: 1,
      green: 1,
      missing: { red: [], lost: [], choices: [], cases: [] },
    });
  });

  it("ends with 1 and says what is missing where a criterion is never red", async () => {
    await change(
      "cases/cases.yaml",
      `  unprotected:
    change: { create-the-table.DeletionProtectionEnabled: false }
    expect: { protected: { not_met: dynamodb.deletion_protection.off } }
`,
      "",
    );

    const json = await typed(["lab", "test", "first-lab", "--json"], { directory });
    const text = await typed(["lab", "test", "first-lab"], { directory });

    expect([json.exitCode, text.exitCode]).toEqual([1, 1]);
    expect(JSON.parse(json.out)).toMatchObject({
      labs: [{ red: 2 / 3, missing: { red: ["build.protected"] } }],
    });
    expect(text.out).toContain("no case turns red: build.protected");
  });

  it.each([
    [["nowhere"], "no folder nowhere"],
    [["first-lab/lab.yaml"], "name the folder of a lab"],
    [["first-lab", "--watch", "--json"], "take one"],
  ])("refuses %o", async (words, said) => {
    const { exitCode, err } = await typed(["lab", "test", ...words], { directory });

    expect(exitCode).toBe(2);
    expect(err).toContain(said);
  });
});

describe("labgrader lab test --watch", () => {
  it("plays again only what changed, goes on when a file is broken, and ends cleanly", async () => {
    const stop = new AbortController();
    const awaited: { isThere: (now: typeof written) => boolean; wake: () => void }[] = [];
    let written = { out: "", err: "" };
    const until = async (isThere: (now: typeof written) => boolean): Promise<void> => {
      if (isThere(written)) return;
      await new Promise<void>((wake) => awaited.push({ isThere, wake }));
    };
    const watching = typed(["lab", "test", "--watch", "first-lab"], {
      directory,
      signal: stop.signal,
      onWrite: (now) => {
        written = now;
        for (const { isThere, wake } of awaited) if (isThere(now)) wake();
      },
    });

    await until(({ err }) => err.includes("Watching"));
    expect(written.err).toContain("6 cases played again");
    await change("cases/cases.yaml", "RecoveryPeriodInDays: 3 }", "RecoveryPeriodInDays: 4 }");
    await until(({ err }) => err.includes("1 case played again"));
    await change("cases/cases.yaml", "green:", "grene:");
    await until(({ out }) => out.includes('cases.yaml:15:1  grene: unknown key "grene"'));
    await change("cases/cases.yaml", "grene:", "green:");
    await until(({ err }) => err.includes("0 cases played again"));
    stop.abort();

    expect((await watching).exitCode).toBe(0);
  });
});

describe("labgrader lab explain", () => {
  it("says what a lab needs in a few lines, and each part in full", async () => {
    const overview = await typed(["lab", "explain", "./first-lab"], { directory });
    const policy = await typed(["lab", "explain", "./first-lab", "--policy", "--json"], {
      directory,
    });
    const calls = await typed(["lab", "explain", "./first-lab", "--calls", "--json"], {
      directory,
    });
    const template = await typed(
      ["lab", "explain", "./first-lab", "--template", "--stage", "prod"],
      { directory },
    );

    expect(overview.exitCode).toBe(0);
    expect(overview.out).toContain("build: 3 criteria, 10 points");
    expect(JSON.parse(policy.out).labs[0].policies[0]).toMatchObject({
      stage: "build",
      policy: { Version: "2012-10-17" },
    });
    expect(JSON.parse(calls.out).labs[0].calls).toMatchObject([
      { stage: "build", depth: 2, calls: 3 },
    ]);
    expect(parsedYaml(template.out)).toMatchObject({
      Parameters: { DeploymentStage: { Default: "prod" } },
    });
  });

  it("shows learners neither hidden criteria nor the keys of questions", async () => {
    await change(
      "lab.yaml",
      "      protected:\n",
      `      secret:
        title: Nobody knows
        points: 1
        check: dynamodb.table
        hidden: true
      which:
        title: What a fresh read needs
        points: 1
        question: What do you call?
        choices:
          - { text: Scan, because: Reads everything. }
          - { text: GetItem, correct: true, because: Exactly one. }
      protected:
`,
    );

    const { out } = await typed(["lab", "explain", "./first-lab", "--checklist"], { directory });
    const json = await typed(["lab", "explain", "./first-lab", "--checklist", "--json"], {
      directory,
    });

    expect(out).toContain("What do you call?");
    expect(out).toContain("GetItem");
    for (const text of [out, json.out]) {
      expect(text).not.toContain("Nobody knows");
      expect(text).not.toContain("Exactly one");
      expect(text).not.toContain("correct");
    }
  });

  it("takes one part at a time", async () => {
    const words = ["lab", "explain", "./first-lab", "--policy", "--calls"];

    const { exitCode, err } = await typed(words, { directory });

    expect(exitCode).toBe(2);
    expect(err).toContain("Take one of --policy, --calls");
  });
});

describe("labgrader lab preview", () => {
  it("shows the lab sheet, then the stage before submitting, red and green", async () => {
    const { exitCode, out } = await typed(["lab", "preview", "first-lab"], { directory });

    expect(exitCode).toBe(0);
    const order = [
      "# A table that is not lost",
      "Before submitting",
      "Something is otherwise: case nothing-built",
      "✗ table   0 of 1   The table is there",
      "Everything as in the solution",
      "10 of 10 points",
    ];
    expect(order.map((text) => out.indexOf(text))).toEqual(
      order.map((text) => out.indexOf(text)).toSorted((left, right) => left - right),
    );
    expect(out).not.toContain("## Steps");
  });

  it("shows the feedback of a case by its name", async () => {
    const words = ["lab", "preview", "first-lab", "--case", "window-too-short"];

    const { out } = await typed(words, { directory });
    const wrong = await typed(["lab", "preview", "first-lab", "--case", "nope"], { directory });

    expect(out).toContain("RecoveryPeriodInDays is 3");
    expect(wrong.exitCode).toBe(2);
    expect(wrong.err).toContain("there are nothing-built, unprotected");
  });
});

describe("labgrader lab facts", () => {
  it("prints what each fact finds in the solution, as an expression sees it", async () => {
    const { exitCode, out } = await typed(["lab", "facts", "first-lab", "--json"], { directory });

    expect(exitCode).toBe(0);
    const { facts } = JSON.parse(out);
    expect(facts).toContainEqual(
      expect.objectContaining({
        kind: "dynamodb.table",
        value: expect.objectContaining({
          exists: true,
          table: expect.objectContaining({ status: "ACTIVE" }),
        }),
      }),
    );
  });

  it("names the stages where there is none of this name", async () => {
    const { exitCode, err } = await typed(["lab", "facts", "first-lab", "--stage", "later"], {
      directory,
    });

    expect(exitCode).toBe(2);
    expect(err).toContain('has no stage "later"; it has build');
  });
});

describe("labgrader check", () => {
  it("lists the checks, and shows one with parameters, calls and reasons", async () => {
    const list = await typed(["check"]);
    const one = await typed(["check", "dynamodb.point-in-time-recovery"]);
    const json = await typed(["check", "dynamodb.point-in-time-recovery", "--json"]);
    const wrong = await typed(["check", "dynamodb.pint-in-time-recovery"]);

    expect(list.out).toContain("dynamodb.encryption\n");
    for (const said of ["windowDays", "dynamodb DescribeContinuousBackups", "dynamodb.pitr.off"]) {
      expect(one.out).toContain(said);
    }
    expect(JSON.parse(json.out)).toMatchObject({
      kind: "dynamodb.point-in-time-recovery",
      defaultExpect: { enabled: true },
    });
    expect(wrong.exitCode).toBe(2);
    expect(wrong.err).toContain("Did you mean dynamodb.point-in-time-recovery?");
  });
});
