import { describe, expect, it } from "vitest";
import { mainStateOf, statesOf } from "./cell-state.ts";
import { aMatrixCell } from "./testing.ts";

describe("mainStateOf", () => {
  it("is whether the learner passed, once everything is graded", () => {
    expect(mainStateOf(aMatrixCell())).toBe("passed");
    expect(mainStateOf(aMatrixCell({ isPassed: false }))).toBe("not_passed");
  });

  it("is what keeps the points from being final, before anything else", () => {
    const reasons = [
      { kind: "hidden" as const },
      { kind: "needs_review" as const, stages: ["build"] },
      { kind: "late" as const, stage: "build", bySeconds: 60 },
    ];

    expect(mainStateOf(aMatrixCell({ reasons, isPassed: false }))).toBe("needs_review");
  });

  it("is passed or not for late work and for results that are kept back", () => {
    const reasons = [
      { kind: "withheld" as const },
      { kind: "late" as const, stage: "build", bySeconds: 60 },
    ];

    expect(mainStateOf(aMatrixCell({ reasons }))).toBe("passed");
    expect(mainStateOf(aMatrixCell({ reasons, isPassed: false }))).toBe("not_passed");
  });

  it("calls nobody failed who is excused or has handed in nothing", () => {
    const excused = aMatrixCell({ isPassed: false, reasons: [{ kind: "excused" }] });
    const missing = aMatrixCell({
      ...{ points: null, isPassed: false },
      reasons: [{ kind: "missing", dueAt: "2026-01-01T00:00:00.000Z", isClosed: true }],
    });

    expect([mainStateOf(excused), mainStateOf(missing)]).toEqual(["excused", "missing"]);
    expect([...statesOf(excused), ...statesOf(missing)]).not.toContain("not_passed");
  });
});
