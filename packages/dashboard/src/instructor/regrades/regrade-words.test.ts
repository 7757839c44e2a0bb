import { describe, expect, it } from "vitest";
import { differencesOf, pointsChange } from "./regrade-words.ts";

const totals = {
  ...{ state: "graded", counts: true, points: 34, judgedPoints: 40, maxPoints: 40 },
  graderVersion: "1",
};
const verdict = { reason: "dynamodb.tags.missing", short: "no tag", maxPoints: 3 };

describe("differencesOf", () => {
  it("says of each criterion what it was and becomes, and why it is not met", () => {
    const changes = [
      {
        criterion: "build.tagged",
        from: { ...verdict, outcome: "partly" as const, points: "3/2" },
        to: { ...verdict, outcome: "met" as const, points: "3" },
      },
      { criterion: "build.owner", to: { ...verdict, outcome: "not_met" as const, points: "0" } },
    ];

    expect(differencesOf({ from: totals, to: totals, changes })).toEqual([
      "tagged: partly, 1.5 of 3 (no tag) → met, 3 of 3",
      "owner: not asked → not met, 0 of 3 (no tag)",
    ]);
  });

  it("begins with the state and the attempt where they change", () => {
    const to = { ...totals, state: "needs_review", counts: false };

    expect(differencesOf({ from: totals, to, changes: [] })).toEqual([
      "state: graded → needs review",
      "uses an attempt → uses no attempt",
    ]);
  });
});

describe("pointsChange", () => {
  it("shows both, only the points of now where the grade stays, and a dash where there is none", () => {
    expect(pointsChange({ from: totals, to: { ...totals, points: 36.5 } })).toBe("34 → 36.5");
    expect(pointsChange({ from: totals })).toBe("34");
    expect(pointsChange({})).toBe("–");
  });
});
