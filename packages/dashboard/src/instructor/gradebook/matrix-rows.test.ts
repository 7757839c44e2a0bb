import { describe, expect, it } from "vitest";
import { readFilters } from "./matrix-filters.ts";
import { columnMeans, shownRows } from "./matrix-rows.ts";
import { aMatrixCell, aMatrixRow } from "./testing.ts";

const assignmentId = "asg_000000000001";
const other = "asg_000000000002";
const rows = [
  aMatrixRow({ login: "learner-10", points: 40 }),
  aMatrixRow({ login: "learner-09", points: null, section: "A" }),
  aMatrixRow({
    ...{ login: "learner-02", name: "Zoë Last", points: 55, section: "B" },
    cells: [
      aMatrixCell({ points: 55, reasons: [{ kind: "needs_review", stages: ["build"] }] }),
      aMatrixCell({ assignmentId: other, points: null }),
    ],
  }),
];

function loginsOf(query: string): readonly string[] {
  return shownRows(rows, readFilters(new URLSearchParams(query))).map(({ login }) => login);
}

describe("shownRows", () => {
  it("orders by name, else login, numbers by their value", () => {
    expect(loginsOf("")).toEqual(["learner-09", "learner-10", "learner-02"]);
  });

  it("puts who has no points last in both directions", () => {
    expect(loginsOf("sort=total")).toEqual(["learner-10", "learner-02", "learner-09"]);
    expect(loginsOf("sort=total&order=desc")).toEqual(["learner-02", "learner-10", "learner-09"]);
  });

  it("finds a part of a name or a login, whatever the letter case", () => {
    expect(loginsOf("q=LAST")).toEqual(["learner-02"]);
    expect(loginsOf("q=er-1")).toEqual(["learner-10"]);
  });

  it("finds learners with a cell of a state, also in one assignment only", () => {
    expect(loginsOf("state=needs_review")).toEqual(["learner-02"]);
    expect(loginsOf(`state=needs_review&in=${assignmentId}`)).toEqual(["learner-02"]);
    expect(loginsOf(`state=needs_review&in=${other}`)).toEqual([]);
  });

  it("finds a section", () => {
    expect(loginsOf("section=A")).toEqual(["learner-09"]);
  });

  it("takes an address with a state that there is none as any state", () => {
    expect(loginsOf("state=nonsense")).toHaveLength(3);
  });
});

describe("columnMeans", () => {
  it("leaves out who has no points, is excused or was dropped", () => {
    const of = (points: number | null, kind: "graded" | "excused" = "graded") =>
      aMatrixRow({ cells: [aMatrixCell({ points, reasons: [{ kind }] })] });
    const dropped = { ...of(0), state: "dropped" as const };

    expect(columnMeans([of(10), of(20), of(null), of(90, "excused"), dropped], 1)).toEqual([15]);
    expect(columnMeans([of(null)], 1)).toEqual([undefined]);
  });
});
