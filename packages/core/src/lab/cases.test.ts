import { describe, expect, it } from "vitest";
import { labFiles, loadLabFiles } from "./lab-files.ts";
import { cases, lab, problemsOf, solution } from "./testing.ts";

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
    [
      "something else that takes time",
      "settling: { backup:",
      "settling: { coffee:",
      16,
      23,
      'unknown key "coffee"',
    ],
    ["a wait that is too long", "backup: 90s", "backup: 2h", 16, 31, "at most 1h"],
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
