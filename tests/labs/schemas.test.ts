import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describeCheck } from "@lab-grader/core/checks/describe-check";
import { allChecks } from "@lab-grader/core/checks/registry.generated";
import { labFiles } from "@lab-grader/core/lab/lab-files";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, it } from "vitest";
import { parsedYaml } from "../cli/parsed-yaml.ts";

const folder = fileURLToPath(new URL("../../labs/", import.meta.url));
const labs = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
// Editors' own words beside those of the draft are no mistake.
const ajv = new Ajv({ strict: false });
const schemas = {
  lab: compiled("lab.schema.json"),
  solution: compiled("solution.schema.json"),
  cases: compiled("cases.schema.json"),
};
const kinds = ["lab", "solution", "cases"] as const;

function compiled(file: string): ValidateFunction {
  return ajv.compile(JSON.parse(readFileSync(join(folder, file), "utf8")));
}

describe.each(labs)("the lab %s", (name) => {
  it.each(kinds)("has a %s that fits its JSON Schema, which it names", (kind) => {
    const path = join(folder, name, labFiles[kind]);
    const text = readFileSync(path, "utf8");

    const isValid = schemas[kind](parsedYaml(text));

    expect(schemas[kind].errors ?? []).toEqual([]);
    expect(isValid).toBe(true);
    const [, schema = ""] = /^# yaml-language-server: \$schema=(\S+)/m.exec(text) ?? [];
    expect(resolve(dirname(path), schema)).toBe(join(folder, `${kind}.schema.json`));
  });
});

const lab = {
  id: "orders",
  version: "1.0.0",
  title: "Orders",
  summary: "A table.",
  minutes: 10,
  costUsd: 0,
  passAt: 70,
  variables: { region: "us-east-1", table: "lab-orders", days: "7" },
  where: { region: "$region", table: "$table" },
};
function labWith(criterion: object, changes: object = {}): object {
  return { ...lab, stages: { build: { title: "Build", criteria: { it: criterion } } }, ...changes };
}
const recoverable = {
  title: "It can be brought back",
  points: 1,
  check: "dynamodb.point-in-time-recovery",
};

describe("labs/lab.schema.json", () => {
  it.each([
    ["a check without more", recoverable],
    ["a bound", { ...recoverable, expect: { windowDays: { atLeast: 7 } } }],
    ["a variable for a number", { ...recoverable, expect: { windowDays: "$days" } }],
    ["a variable for a region", { ...recoverable, where: { region: "$region" } }],
    ["the best of several", { ...recoverable, expect: { anyOf: [{ enabled: true }] } }],
    ["the author's own sentence", { ...recoverable, feedback: { "dynamodb.pitr.off": "Step 5." } }],
    ["a question", { title: "Why", points: 1, question: "Why?", answer: 42 }],
  ])("takes %s", (_what, criterion) => {
    schemas.lab(labWith(criterion));

    expect(schemas.lab.errors ?? []).toEqual([]);
  });

  it.each([
    ["a misspelled key of the lab", labWith(recoverable, { minuets: 10 })],
    ["a misspelled key of where at the top", labWith(recoverable, { where: { regoin: "x" } })],
    ["a misspelled key of a criterion", labWith({ ...recoverable, requries: ["it"] })],
    ["a misspelled line of expect", labWith({ ...recoverable, expect: { windowDay: 7 } })],
    ["a misspelled bound", labWith({ ...recoverable, expect: { windowDays: { atleast: 7 } } })],
    [
      "a misspelled line in one of several",
      labWith({ ...recoverable, expect: { anyOf: [{ enable: true }] } }),
    ],
    ["a place that the check doesn't look at", labWith({ ...recoverable, where: { bucket: "b" } })],
    [
      "another check's reason",
      labWith({ ...recoverable, feedback: { "dynamodb.keys.swapped": "" } }),
    ],
    ["an unknown check", labWith({ ...recoverable, check: "dynamodb.pitr" })],
    ["a check and a question in one", labWith({ ...recoverable, question: "Why?" })],
    ["an answer beside a check", labWith({ ...recoverable, answer: 42 })],
    ["points of nothing", labWith({ ...recoverable, points: 0 })],
    ["a lab without stages", { ...lab, stages: {} }],
  ])("refuses %s", (_what, value) => {
    expect(schemas.lab(value)).toBe(false);
  });

  it.each(allChecks.map((check) => [check.kind, check] as const))(
    "takes the example of %s",
    (_kind, check) => {
      schemas.lab(labWith({ ...describeCheck(check).example }));

      expect(schemas.lab.errors ?? []).toEqual([]);
    },
  );
});

describe("labs/solution.schema.json and labs/cases.schema.json", () => {
  const step = { "dynamodb create-table": { TableName: "$table" }, in: "us-west-2" };

  it("take steps, answers and outcomes as authors write them", () => {
    schemas.solution({ build: { "make-it": step, answers: { why: 42, which: ["a", "b"] } } });
    schemas.cases({
      red: { one: { skip: "all", before: { "make-it": step }, expect: { table: "not_met" } } },
      unsure: { two: { settling: { index: "10m" }, expect: { it: { "unknown.target": "a.b" } } } },
    });

    expect([schemas.solution.errors, schemas.cases.errors]).toEqual([null, null]);
  });

  it.each([
    ["solution", "two commands in a step", { build: { it: { "a b": {}, "c d": {}, "e f": {} } } }],
    ["solution", "what is no command", { build: { it: { create_table: {} } } }],
    ["solution", "a step name in capitals", { build: { It: step } }],
    ["cases", "a misspelled kind", { rad: {} }],
    ["cases", "a misspelled key", { red: { one: { skips: "all" } } }],
    ["cases", "an unknown outcome", { red: { one: { expect: { table: "notmet" } } } }],
    ["cases", "two outcomes in one", { red: { one: { expect: { a: { met: "", partly: "" } } } } }],
    ["cases", "an unknown kind of settling", { unsure: { one: { settling: { weather: "1m" } } } }],
  ] as const)("the %s refuses %s", (kind, _what, value) => {
    expect(schemas[kind](value)).toBe(false);
  });
});

describe("the JSON Schemas", () => {
  it("lie beside the labs", () => {
    expect(kinds.map((kind) => existsSync(join(folder, `${kind}.schema.json`)))).toEqual([
      ...[true, true, true],
    ]);
  });
});
