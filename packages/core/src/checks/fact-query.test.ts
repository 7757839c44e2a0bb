import { describe, expect, it } from "vitest";
import { loadLab } from "../lab/load-lab.ts";
import { expressionProblem } from "./jmespath.ts";

function aLabWith({
  where = "fact: scaling.targets",
  expected = `query: "length(targets)"
          is: { atLeast: 2 }`,
}: {
  readonly where?: string;
  readonly expected?: string;
}): string {
  return `id: orders
version: 1.0.0
title: Orders
summary: A table.
minutes: 10
costUsd: 0
passAt: 70
where: { region: us-east-1, table: lab-orders }
stages:
  build:
    title: Build
    criteria:
      scaled:
        title: It is scaled
        points: 2
        check: fact.query
        where:
          ${where}
        expect:
          ${expected}
`;
}

function problemsWith(parts: Parameters<typeof aLabWith>[0]) {
  const loaded = loadLab("lab.yaml", aLabWith(parts));
  return loaded.ok ? [] : loaded.problems;
}

describe("a lab that asks fact.query", () => {
  it("takes the parameters of the fact from the lab's own where", () => {
    expect(problemsWith({})).toEqual([]);
    expect(
      problemsWith({ where: "{ fact: dynamodb.tags, params: { table: other-table } }" }),
    ).toEqual([]);
  });

  it("may ask several lines by name", () => {
    const expected = `all: { query: "length(targets)", is: 4 }
          wide: { query: "targets[?max < \`10\`]", is: [] }`;

    expect(problemsWith({ expected })).toEqual([]);
  });

  it.each([
    [
      "an expression that JMESPath refuses, at the expression",
      { expected: "{ query: 'targets[?', is: 4 }" },
      { line: 20, column: 20, message: expect.stringContaining("not a JMESPath expression") },
    ],
    [
      "an expression of a line of several",
      { expected: "all: { query: 'length(targets', is: 4 }" },
      { line: 20, column: 25, message: expect.stringContaining("not a JMESPath expression") },
    ],
    [
      "a function that JMESPath does not have",
      { expected: "{ query: 'targets[].lenght(@)', is: 4 }" },
      { line: 20, column: 20, message: "Unknown function: lenght()" },
    ],
    [
      "a function with too many arguments",
      { expected: "{ query: 'length(targets, targets)', is: 4 }" },
      { line: 20, column: 20, message: expect.stringContaining("takes 1 argument") },
    ],
    [
      "an expectation that no result could meet",
      { expected: "{ query: targets, is: { atLest: 4 } }" },
      { line: 20, message: expect.any(String) },
    ],
    [
      "a kind of fact that there is not",
      { where: "fact: scaling.target" },
      {
        line: 18,
        column: 17,
        message: "no fact is of kind scaling.target; did you mean scaling.targets?",
      },
    ],
    [
      "a parameter that the fact does not have",
      { where: "{ fact: scaling.targets, params: { tabel: lab-orders } }" },
      {
        line: 18,
        message: 'scaling.targets has no parameter "tabel"; it knows region, table',
      },
    ],
    [
      "a parameter of another kind",
      { where: "{ fact: scaling.targets, params: { table: x } }" },
      { line: 18, column: 53, message: expect.stringContaining("a table name") },
    ],
    [
      "no kind of fact",
      { where: "params: { table: lab-orders }" },
      { message: expect.stringContaining("fact.query needs `fact`") },
    ],
  ] as const)("is refused for %s", (_what, parts, problem) => {
    expect(problemsWith(parts)).toEqual([
      expect.objectContaining({ file: "lab.yaml", ...problem }),
    ]);
  });
});

describe("expressionProblem", () => {
  it.each([
    "targets[?isSuspended].resource",
    "sort_by(targets, &max)[-1].max",
    "length(table.indexes[?kind == 'global'])",
    'contains(keys(@), `{"type": "Function", "name": "none", "children": []}`)',
    "table.name && not_null(table.streamViewType, 'off')",
  ])("finds nothing wrong with %s", (expression) => {
    expect(expressionProblem(expression)).toBeUndefined();
  });
});
