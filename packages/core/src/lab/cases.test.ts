// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${step.Path} is part of the lab format.
import { describe, expect, it } from "vitest";
import { expectedOutcomes } from "./expected-outcomes.ts";
import { labFiles, loadLabFiles } from "./lab-files.ts";
import { planCase } from "./plan-case.ts";
import type { LabProblem } from "./problem.ts";

const lab = `id: orders
version: 1.0.0
title: Orders
summary: A table.
minutes: 10
costUsd: 0
passAt: 70
variables: { region: us-east-1, table: lab-orders }
where: { region: $region, table: $table }
gate: table
stages:
  build:
    title: Build
    criteria:
      table: { title: It is there, points: 2, check: dynamodb.table }
      saved: { title: Saved, points: 4, check: dynamodb.backup }
  again:
    title: Again
    after: build
    again: { saved: 4 }
    criteria:
      why: { title: Why, points: 1, question: Why?, answer: 42 }
`;
const solution = `build:
  make-it:
    dynamodb create-table:
      TableName: $table
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      Tags: [{ Key: owner, Value: $learner.login }]
  save-it:
    dynamodb create-backup: { TableName: $table, BackupName: first }
again:
  restore-it:
    dynamodb restore-table-from-backup:
      TargetTableName: $table
      BackupArn: \${save-it.BackupDetails.BackupArn}
    in: $region
  answers:
    why: 42
`;
const cases = `red:
  nothing: { skip: all, expect: { table: { not_met: dynamodb.table.missing } } }
  unsaved:
    skip: [save-it]
    change:
      make-it.Tags.0.Key: Owner
      make-it.TableClass: STANDARD
      make-it.KeySchema: null
    before: { look-first: { dynamodb list-tables: {}, in: us-west-2 } }
    after: { look-after: { dynamodb list-tables: {} } }
    expect: { saved: { not_met: dynamodb.backup.none } }
  guessed: { stage: again, change: { answers.why: 41 }, expect: { why: not_met } }
green:
  elsewhere: { set: { table: lab-orders-2 } }
unsure:
  slow: { settling: { backup: 90s }, expect: { saved: unknown.target } }
`;

function load(texts: Partial<Record<keyof typeof labFiles, string>> = {}) {
  return loadLabFiles("orders", { lab, solution, cases, ...texts });
}

function loaded() {
  const all = load();
  if (!all.ok) throw new Error(JSON.stringify(all.problems));
  return all.value;
}

function getCase(name: string) {
  const found = loaded().cases.find((one) => one.name === name);
  if (!found) throw new Error(`There is no case ${name}.`);
  return found;
}

function problemsOf(texts: Partial<Record<keyof typeof labFiles, string>>): readonly LabProblem[] {
  const all = load(texts);
  return all.ok ? [] : all.problems;
}

describe("planCase", () => {
  it("gives the solution of a stage after those of the earlier ones", () => {
    const plan = planCase(loaded().solution, "again");

    expect(plan.stages.map(({ stage }) => stage)).toEqual(["build", "again"]);
    expect(plan.stages.at(-1)).toMatchObject({
      answers: { why: 42 },
      steps: [
        {
          name: "restore-it",
          service: "dynamodb",
          command: "restore-table-from-backup",
          region: "$region",
          parameters: { BackupArn: "${save-it.BackupDetails.BackupArn}" },
        },
      ],
    });
  });

  it("puts steps before and after, leaves steps out, and sets, adds and removes parameters", () => {
    const plan = planCase(loaded().solution, "build", getCase("unsaved"));

    expect(plan.stages.at(-1)?.steps).toMatchObject([
      { name: "look-first", region: "us-west-2" },
      {
        name: "make-it",
        parameters: {
          TableName: "$table",
          TableClass: "STANDARD",
          Tags: [{ Key: "Owner", Value: "$learner.login" }],
        },
      },
      { name: "look-after" },
    ]);
    expect(plan.stages.at(-1)?.steps[1]?.parameters).not.toHaveProperty("KeySchema");
  });

  it("leaves the solution itself as it is", () => {
    const { solution: untouched } = loaded();
    planCase(untouched, "build", getCase("unsaved"));

    expect(untouched).toEqual(loaded().solution);
  });

  it("skips all steps of the case's own stage", () => {
    expect(planCase(loaded().solution, "build", getCase("nothing")).stages.at(-1)?.steps).toEqual(
      [],
    );
  });

  it("changes answers", () => {
    const plan = planCase(loaded().solution, "again", getCase("guessed"));

    expect(plan.stages.at(-1)?.answers).toEqual({ why: 41 });
  });

  it("says what the learner typed in place of a variable", () => {
    expect(planCase(loaded().solution, "build", getCase("elsewhere")).set).toEqual({
      table: "lab-orders-2",
    });
  });
});

describe("expectedOutcomes", () => {
  it("expects everything met of the solution", () => {
    expect([...expectedOutcomes(loaded().lab, "build")]).toEqual([
      ["build.table", { outcome: "met" }],
      ["build.saved", { outcome: "met" }],
    ]);
  });

  it("expects nothing else judged behind a red gate", () => {
    expect([...expectedOutcomes(loaded().lab, "build", getCase("nothing"))]).toEqual([
      ["build.table", { outcome: "not_met", reason: "dynamodb.table.missing" }],
      ["build.saved", { outcome: "not_judged" }],
    ]);
  });

  it("expects the gate in every stage", () => {
    expect([...expectedOutcomes(loaded().lab, "again").keys()]).toEqual([
      "again.table",
      "again.saved",
      "again.why",
    ]);
  });

  it("expects a fault where a case names one", () => {
    const { lab: orders } = loaded();

    expect(expectedOutcomes(orders, "build", getCase("slow")).get("build.saved")).toEqual({
      outcome: "unknown",
      fault: "target",
    });
    expect(getCase("slow").settlingSeconds).toEqual({ backup: 90 });
  });
});

describe("loadSolution", () => {
  it.each([
    ["a stage that the lab has not", "build:", "bild:", 1, 1, 'no stage "bild"'],
    [
      "a step without a command",
      "    dynamodb create-backup: { TableName: $table, BackupName: first }",
      "    {}",
      8,
      5,
      "one AWS CLI command",
    ],
    [
      "a step with two commands",
      "    in: $region",
      "    dynamodb list-tables: {}",
      14,
      5,
      "a step of its own",
    ],
    [
      "what is no command",
      "dynamodb create-table:",
      "CreateTable:",
      3,
      5,
      '"CreateTable" is not an AWS CLI command',
    ],
    ["a region that is none", "in: $region", "in: mars", 14, 9, "an AWS region"],
    [
      "an unknown variable",
      "TableName: $table\n",
      "TableName: $tabel\n",
      4,
      18,
      "nobody defines $tabel",
    ],
    [
      "an answer of a step that comes later",
      "Value: $learner.login",
      "Value: '${save-it.x}'",
      6,
      35,
      'no earlier step is called "save-it"',
    ],
    ["a step that stands twice", "restore-it:", "make-it:", 10, 3, '"make-it" already'],
    ["an answer to no question", "why: 42", "how: 42", 16, 5, 'asks no question "how"'],
    ["a step name with capitals", "make-it:", "MakeIt:", 2, 3, "a step name"],
    [
      "a key that stands twice",
      "      TableName: $table\n",
      "      TableName: $table\n      TableName: $table\n",
      5,
      7,
      "unique",
    ],
  ])("names the place of %s", (_what, from, to, line, column, message) => {
    const problems = problemsOf({ solution: solution.replace(from, () => to) });

    expect(problems).toContainEqual({
      file: "orders/cases/solution.yaml",
      line,
      column,
      path: expect.any(String),
      message: expect.stringContaining(message),
    });
  });
});

describe("loadCases", () => {
  it.each([
    ["an unknown kind", "red:", "blue:", 1, 1, 'unknown key "blue"'],
    ["an unknown part", "skip: all", "skips: all", 2, 14, 'unknown key "skips"'],
    [
      "an unknown step",
      "skip: [save-it]",
      "skip: [save-them]",
      4,
      12,
      'no step "save-them"; it has make-it, save-it',
    ],
    [
      "an unknown criterion",
      "expect: { saved: unknown",
      "expect: { safe: unknown",
      16,
      48,
      'no criterion "safe"',
    ],
    [
      "a reason that the check never gives",
      "dynamodb.backup.none",
      "dynamodb.pitr.off",
      11,
      33,
      "never gives the reason dynamodb.pitr.off",
    ],
    [
      "an outcome that is none",
      "expect: { why: not_met }",
      "expect: { why: wrong }",
      12,
      72,
      "expected met, partly",
    ],
    ["a fault that is none", "unknown.target", "unknown.weather", 16, 55, "expected met, partly"],
    ["a stage that the lab has not", "stage: again", "stage: later", 12, 21, 'no stage "later"'],
    [
      "a variable that the lab has not",
      "set: { table:",
      "set: { tabel:",
      14,
      23,
      'no variable "tabel"',
    ],
    [
      "an unknown variable in a change",
      "Key: Owner",
      "Key: $owner",
      6,
      27,
      "nobody defines $owner",
    ],
    [
      "a change of an unknown step",
      "make-it.TableClass",
      "make-them.TableClass",
      7,
      7,
      'no step is called "make-them"',
    ],
    [
      "a change below what is not there",
      "make-it.Tags.0.Key",
      "make-it.Tagz.0.Key",
      6,
      7,
      'there is no "Tagz"; there is TableName',
    ],
    [
      "a change beyond the end of a list",
      "make-it.Tags.0.Key",
      "make-it.Tags.7.Key",
      6,
      7,
      'no place "7"',
    ],
    [
      "a change below a text",
      "make-it.TableClass",
      "make-it.TableName.x",
      7,
      7,
      "nothing below it",
    ],
    ["a change of a step as a whole", "make-it.TableClass", "make-it", 7, 7, "name a parameter"],
    [
      "taking out what is not there",
      "make-it.KeySchema",
      "make-it.KeySchemas",
      8,
      7,
      'no "KeySchemas" to take out',
    ],
    ["a step that the solution has", "look-after:", "save-it:", 10, 14, "a name of its own"],
    [
      "an answer that nobody gives",
      "dynamodb list-tables: {} } }\n    expect",
      "dynamodb list-tables: { Limit: '${gone.x}' } } }\n    expect",
      10,
      59,
      'no earlier step is called "gone"',
    ],
    [
      "a green case that expects something",
      "set: { table: lab-orders-2 } }",
      "expect: { saved: met } }",
      14,
      24,
      "expects nothing of its own",
    ],
    [
      "a red case that stays green",
      "expect: { why: not_met }",
      "expect: { why: met }",
      12,
      12,
      "to be not_met or partly",
    ],
    [
      "an unsure case that is sure",
      "saved: unknown.target",
      "saved: not_met",
      16,
      9,
      "to be unknown.target",
    ],
    [
      "an unsure case without a wait",
      "settling: { backup: 90s }, ",
      "",
      16,
      9,
      "says what takes time",
    ],
    ["a wait that is none", "backup: 90s", "backup: soon", 16, 31, "a duration"],
    ["something else that takes time", "settling: { backup:", "settling: { coffee:", 16, 23, ""],
    [
      "a case of a name that is taken",
      "  elsewhere:",
      "  nothing:",
      14,
      3,
      'a case "nothing" already',
    ],
  ])("names the place of %s", (_what, from, to, line, column, message) => {
    const changed = cases.replace(from, () => to);
    expect(changed).not.toBe(cases);

    expect(problemsOf({ cases: changed })).toContainEqual({
      file: "orders/cases/cases.yaml",
      line,
      column,
      path: expect.any(String),
      message: expect.stringContaining(message),
    });
  });

  it("refuses a case that skips a step whose answer is needed", () => {
    const needing = cases.replace(
      "dynamodb list-tables: {} } }\n    expect",
      () => "dynamodb list-tables: { Limit: '${save-it.x}' } } }\n    expect",
    );

    expect(problemsOf({ cases: needing })[0]?.message).toBe('no earlier step is called "save-it"');
  });
});

describe("loadLabFiles", () => {
  it.each(["lab", "solution", "cases"] as const)("names the missing file of %s", (file) => {
    const all = loadLabFiles("orders", { lab, solution, cases, [file]: undefined });

    expect(all.ok ? [] : all.problems.map((problem) => problem.file)).toEqual([
      `orders/${labFiles[file]}`,
    ]);
  });
});
