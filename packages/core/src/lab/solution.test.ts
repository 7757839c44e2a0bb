import { describe, expect, it } from "vitest";
import { lab, problemsOf, solution } from "./testing.ts";

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

describe("loadSolution of a lab without the variable region", () => {
  it("asks each step for a region of its own", () => {
    const fixed = lab
      .replace("variables: { region: us-east-1, table", "variables: { table")
      .replace("region: $region", "region: us-east-1");

    expect(problemsOf({ lab: fixed })).toMatchObject([
      { line: 3, column: 5, message: expect.stringContaining("no variable `region`") },
      { line: 8, column: 5, message: expect.stringContaining("no variable `region`") },
      { line: 14, column: 9, message: expect.stringContaining("nobody defines $region") },
    ]);
  });
});
