import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadLab } from "./load-lab.ts";
import type { LabProblem } from "./problem.ts";

const whole = `id: orders
version: 1.0.0
title: Orders
summary: A table.
minutes: 10
costUsd: 0
passAt: 70
variables:
  region: us-east-1
  table: lab-orders
where:
  region: $region
  table: $table
gate: table
stages:
  build:
    title: Build
    criteria:
      table:
        title: It is there
        points: 2
        check: dynamodb.table
      keys:
        title: Its keys
        points: 4
        requires: [table]
        check: dynamodb.keys
        expect:
          partition: { customerId: S }
  break:
    title: Break
    after: build
    fails:
      keys: 3
`;

/** The problems of the whole lab with one text replaced by another. */
function problemsWith(from: string, to: string): readonly LabProblem[] {
  const text = whole.replace(from, () => to);
  if (text === whole) throw new Error(`The lab has no ${from}.`);
  const loaded = loadLab("lab.yaml", text);
  return loaded.ok ? [] : loaded.problems;
}

describe("loadLab", () => {
  it.each([
    ["a gate that could not be read", "check: dynamodb.table\n", "check: dynamodb.tabel\n"],
    ["a place that every check takes", "table: lab-orders", "table: l"],
  ])("names the cause once and not what follows from it: %s", (_, from, to) => {
    expect(problemsWith(from, to)).toHaveLength(1);
  });

  it("says of an empty file that it is empty", () => {
    expect(loadLab("lab.yaml", "# later\n")).toMatchObject({
      ok: false,
      problems: [{ line: 1, message: "the file is empty" }],
    });
  });

  it("reads a lab that is whole", () => {
    expect(loadLab("lab.yaml", whole)).toMatchObject({ ok: true });
  });

  it("takes over an earlier stage's criterion, its kind turned round", () => {
    const loaded = loadLab("lab.yaml", whole);

    expect(loaded.ok && loaded.value.lab.stages[1]?.criteria[0]).toMatchObject({
      name: "break.keys",
      points: 3,
      polarity: "fails",
      requires: [],
    });
  });

  it.each([
    ["an unknown key", "minutes: 10", "minuets: 10", 5, 1, 'unknown key "minuets"'],
    [
      "an unknown key of a criterion",
      "requires: [table]",
      "needs: [table]",
      26,
      9,
      'unknown key "needs"',
    ],
    ["a missing key", "minutes: 10\n", "", 1, 1, "missing; expected number"],
    ["a value of another type", "minutes: 10", "minutes: ten", 5, 10, "expected number"],
    ["points of nothing", "points: 4", "points: 0", 25, 17, "expected number to be >0"],
    ["an unknown variable", "table: $table", "table: $tabel", 13, 10, "nobody defines $tabel"],
    [
      "a key that stands twice",
      "minutes: 10",
      "minutes: 10\nminutes: 11",
      6,
      1,
      "Map keys must be unique",
    ],
    [
      "an unknown check",
      "check: dynamodb.keys",
      "check: dynamodb.key",
      27,
      16,
      "did you mean dynamodb.keys?",
    ],
    [
      "a check like no other",
      "check: dynamodb.keys",
      "check: s3.bucket-policy",
      27,
      16,
      "no check is called s3.bucket-policy",
    ],
    [
      "a wrong region",
      "region: us-east-1",
      "region: virginia",
      12,
      11,
      "an AWS region, such as us-east-1",
    ],
    ["a region of where that is none", "region: $region", "region: us-east", 12, 11, "AWS region"],
    [
      "a line of expect that the check has not",
      "partition: {",
      "partitions: {",
      29,
      11,
      'unknown key "partitions"',
    ],
    ["a wrong value of expect", "customerId: S", "customerId: T", 29, 36, 'one of "S"|"N"|"B"'],
    [
      "a misspelled bound",
      "check: dynamodb.keys\n        expect:\n          partition: { customerId: S }",
      "check: dynamodb.point-in-time-recovery\n        expect:\n          windowDays: { atleast: 7 }",
      29,
      23,
      'unknown key "atleast"; what fits is { atLeast }, { atMost }',
    ],
    [
      "a bound that is no number",
      "check: dynamodb.keys\n        expect:\n          partition: { customerId: S }",
      "check: dynamodb.point-in-time-recovery\n        expect:\n          windowDays: { atLeast: a }",
      29,
      23,
      "atLeast: expected number",
    ],
    [
      "an empty expect",
      "partition: { customerId: S }",
      "{}",
      29,
      11,
      "leave it out to take the check's default",
    ],
    [
      "a place that the check doesn't look at",
      "requires: [table]",
      "where: { bucket: b }",
      26,
      18,
      'does not look at "bucket"',
    ],
    [
      "a reason that the check never gives",
      "requires: [table]",
      "feedback: { dynamodb.pitr.off: No. }",
      26,
      21,
      "never gives the reason dynamodb.pitr.off",
    ],
    [
      "a circle of requirements",
      "points: 2",
      "points: 2\n        requires: [keys]",
      22,
      19,
      "goes in a circle: table -> keys -> table",
    ],
    [
      "a requirement that is not there",
      "requires: [table]",
      "requires: [tables]",
      26,
      19,
      'no criterion "tables"',
    ],
    [
      "a stage after one that is not there",
      "after: build",
      "after: built",
      32,
      12,
      '"built" is not an earlier stage',
    ],
    [
      "a stage after itself",
      "after: build",
      "after: break",
      32,
      12,
      '"break" is not an earlier stage',
    ],
    [
      "a failure of what no stage has",
      "keys: 3",
      "key: 3",
      34,
      7,
      'no earlier stage has a check "key"',
    ],
    ["a gate that is no criterion", "gate: table", "gate: door", 14, 7, 'there is no check "door"'],
    [
      "a stage without criteria",
      "    fails:\n      keys: 3\n",
      "",
      31,
      5,
      "a stage has at least one criterion",
    ],
    [
      "a criterion of no kind",
      "check: dynamodb.keys",
      "czech: dynamodb.keys",
      24,
      9,
      "one of: check, question, written, compare",
    ],
    [
      "a criterion that is no map",
      "      table:\n        title: It is there\n        points: 2\n        check: dynamodb.table",
      "      table: yes",
      19,
      14,
      "a criterion is a map",
    ],
    [
      "a comparison with a later stage",
      "check: dynamodb.keys\n        expect:\n          partition: { customerId: S }",
      "compare: { with: break, aspects: [speed] }",
      27,
      26,
      '"break" is not an earlier stage',
    ],
    [
      "a question without an answer",
      "check: dynamodb.keys\n        expect:\n          partition: { customerId: S }",
      "question: Why?",
      24,
      9,
      "either choices or an answer",
    ],
    [
      "a question that nobody sees",
      "check: dynamodb.keys\n        expect:\n          partition: { customerId: S }",
      "question: Why?\n        hidden: true\n        answer: 2",
      28,
      17,
      "can't be hidden",
    ],
    [
      "a choice that reads as another one",
      "check: dynamodb.keys\n        expect:\n          partition: { customerId: S }",
      "question: Why?\n        choices:\n          - { text: S, correct: true }\n          - { text: s }",
      30,
      21,
      "an earlier choice reads the same",
    ],
    [
      "a tolerance of a text",
      "check: dynamodb.keys\n        expect:\n          partition: { customerId: S }",
      "question: Why?\n        answer: two\n        tolerance: 1",
      29,
      20,
      "only an answer that is a number",
    ],
    [
      "a region that the lab does not declare",
      "requires: [table]",
      "where: { region: eu-west-3 }",
      26,
      26,
      "the region eu-west-3 is not declared",
    ],
    [
      "another account's ARN in what is expected",
      "{ customerId: S }",
      "{ arn:aws:dynamodb:us-east-1:123456789012:table/x: S }",
      29,
      24,
      "is not of the learner's account; write $learner.accountId",
    ],
    [
      "a variable that becomes another account's ARN",
      "  table: lab-orders\nwhere:",
      "  table: arn:aws:dynamodb:us-east-1:123456789012:table/lab-orders\nwhere:",
      13,
      10,
      "arn:aws:dynamodb:us-east-1:123456789012:table/lab-orders is not of the learner's account",
    ],
    [
      "a key of where that no check looks at",
      "  table: $table\n",
      "  table: $table\n  tabel: $table\n",
      14,
      3,
      'no check of this lab looks at "tabel"',
    ],
    ["negative points", "points: 4", "points: -4", 25, 17, "expected number to be >0"],
    ["an anchor", "title: Orders", "title: &a Orders", 3, 11, "anchors and aliases"],
    ["an alias", "summary: A table.", "summary: *a", 4, 10, "anchors and aliases"],
    [
      "a bomb of lists",
      "summary: A table.",
      `summary: ${"[".repeat(140)}${"]".repeat(140)}`,
      4,
      136,
      "nested too deeply",
    ],
    [
      "a stage id that is too long",
      "  break:",
      "  break-everything-there-is:",
      30,
      3,
      "a stage id: at most 16",
    ],
  ])("names the place of %s", (_what, from, to, line, column, message) => {
    const problems = problemsWith(from, to);

    expect(problems).toContainEqual(
      expect.objectContaining({
        file: "lab.yaml",
        line,
        column,
        message: expect.stringContaining(message),
      }),
    );
  });

  it("takes a region that a list, a variable or where at the top declares", () => {
    const texts = [
      whole.replace("where:\n", "regions: [eu-west-3]\nwhere:\n"),
      whole.replace("  table: lab-orders\n", "  table: lab-orders\n  other: eu-west-3\n"),
    ].map((text) => text.replace("requires: [table]", "where: { region: eu-west-3 }"));

    expect(texts.map((text) => loadLab("lab.yaml", text).ok)).toEqual([true, true]);
  });

  it("finds every problem, not only the first", () => {
    const text = whole
      .replace("check: dynamodb.keys", "check: x")
      .replace("after: build", "after: x");
    const loaded = loadLab("lab.yaml", text);

    expect(loaded.ok ? [] : loaded.problems.map(({ line }) => line).sort()).toEqual([27, 32]);
  });

  it("answers every text with a lab or with problems that have a place", () => {
    const pieces = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom("- ", ": ", "? ", "&a ", "*a ", "!!map ", "|\n", "[", "{", "}", "$region"),
      fc.constantFrom("__proto__", "constructor", "stages:\n", "  build:\n", "---\n", "\t", "<<"),
    );
    const spoilt = fc
      .tuple(fc.nat(whole.length), fc.nat(40), fc.array(pieces, { maxLength: 4 }))
      .map(([at, length, added]) => whole.slice(0, at) + added.join("") + whole.slice(at + length));
    const free = fc.array(pieces, { maxLength: 30 }).map((all) => all.join(""));

    fc.assert(
      fc.property(fc.oneof(spoilt, free), (text) => {
        const loaded = loadLab("lab.yaml", text);
        if (loaded.ok) return;
        expect(loaded.problems.length).toBeGreaterThan(0);
        for (const { line, column, message } of loaded.problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(message).not.toBe("");
        }
      }),
      { numRuns: 200 },
    );
  });
});
