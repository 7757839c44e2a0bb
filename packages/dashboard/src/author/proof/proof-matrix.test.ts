import type { LabProof, ProofCase } from "@lab-grader/core/lab/lab-proof";
import { describe, expect, it } from "vitest";
import { proofMatrix, shownMatrix } from "./proof-matrix.ts";

type Cell = ProofCase["cells"][number];
const cell = (criterion: string, outcome: Cell["outcome"], more: Partial<Cell> = {}): Cell => ({
  ...{ criterion, moment: "at once", expected: { outcome }, outcome, reason: outcome },
  ...{ isAsExpected: true, ...more },
});
const aCase = (more: Partial<ProofCase>): ProofCase => ({
  ...{ kind: "red", name: "a-case", stage: "build", isAsExpected: true, cells: [] },
  ...more,
});
const aProof = (cases: ProofCase[]): LabProof => ({
  ...{ lab: "my-lab", version: "1.0.0", stages: ["build", "break"], cases, red: 1, green: 1 },
  criteria: ["build.table", "build.keys", "break.keys"],
  isPassed: true,
  missing: { red: ["break.keys"], lost: [], choices: [], cases: [] },
});
const proof = aProof([
  aCase({ kind: "green", name: "other-keys", cells: [cell("build.keys", "met")] }),
  aCase({
    name: "no-table",
    cells: [cell("build.table", "not_met"), cell("build.keys", "not_judged")],
  }),
  aCase({
    ...{ name: "still-there", stage: "break", isAsExpected: false },
    cells: [cell("break.table", "met"), cell("break.keys", "met", { isAsExpected: false })],
  }),
  aCase({
    ...{ kind: "unsure", name: "slow", isAsExpected: false },
    cells: [
      cell("build.keys", "unknown"),
      cell("build.keys", "not_met", { moment: "settled", isAsExpected: false }),
    ],
  }),
]);
const noFilters = { stage: "", criterion: "", kind: "", isOnlyOtherwise: false };
const shownBy = (filters: Partial<typeof noFilters>) => {
  const { rows, columns } = shownMatrix(proofMatrix(proof), { ...noFilters, ...filters });
  return {
    rows: rows.map(({ of }) => of.name),
    columns: columns.map(({ criterion }) => criterion),
  };
};

describe("proofMatrix", () => {
  it("has red cases before green ones, and a row for each look", () => {
    const { rows } = proofMatrix(proof);

    expect(rows.map(({ of, moment, isAsExpected }) => [of.name, moment, isAsExpected])).toEqual([
      ["no-table", undefined, true],
      ["still-there", undefined, false],
      ["other-keys", undefined, true],
      ["slow", "at once", true],
      ["slow", "settled", false],
    ]);
  });

  it("puts the gate of another stage before the criteria of that stage", () => {
    const { columns } = proofMatrix(proof);

    expect(columns.map(({ stage, id }) => [stage, id])).toEqual([
      ["build", "table"],
      ["build", "keys"],
      ["break", "table"],
      ["break", "keys"],
    ]);
  });

  it("tells how many red cases turn a criterion red, and where none does", () => {
    const { columns } = proofMatrix(proof);

    expect(columns.map(({ turnedRed, isNeverRed }) => [turnedRed, isNeverRed])).toEqual([
      [1, false],
      [0, false],
      [0, false],
      [0, true],
    ]);
  });

  it("keeps a case in which AWS refused a step", () => {
    const refused = { step: "make", command: "dynamodb create-table", problem: "no" };
    const { rows } = proofMatrix(aProof([aCase({ refused, isAsExpected: false })]));

    expect(rows.map(({ of, isAsExpected }) => [of.refused?.step, isAsExpected])).toEqual([
      ["make", false],
    ]);
  });

  it("has no trouble with names that every object has", () => {
    const strange = aProof([aCase({ name: "__proto__", cells: [cell("constructor", "not_met")] })]);
    const { columns } = proofMatrix(strange);

    expect(columns.find(({ criterion }) => criterion === "constructor")?.turnedRed).toBe(1);
  });
});

describe("shownMatrix", () => {
  it("shows the criteria of a stage with its cases", () => {
    expect(shownBy({ stage: "break" })).toEqual({
      rows: ["still-there"],
      columns: ["break.table", "break.keys"],
    });
  });

  it("shows one criterion in all cases that were judged by it", () => {
    expect(shownBy({ criterion: "build.keys" })).toEqual({
      rows: ["no-table", "other-keys", "slow", "slow"],
      columns: ["build.keys"],
    });
  });

  it("shows looks that came out otherwise, without stages that have none", () => {
    expect(shownBy({ isOnlyOtherwise: true, stage: "" })).toEqual({
      rows: ["still-there", "slow"],
      columns: ["build.table", "build.keys", "break.table", "break.keys"],
    });
    expect(shownBy({ isOnlyOtherwise: true, kind: "unsure" }).columns).toEqual([
      "build.table",
      "build.keys",
    ]);
  });
});
