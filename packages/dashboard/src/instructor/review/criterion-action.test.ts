import { describe, expect, it } from "vitest";
import { criterionActions } from "./criterion-action.ts";

const instructor = { mayRead: true, mayMark: true, mayManage: true };
const assistant = { ...instructor, mayManage: false };
const graded = {
  grade: { gradeId: "grd_000000000001", cause: "graded", at: "2026-01-31T00:00:00.000Z" },
} as const;
const notMet = { reason: "dynamodb.pitr.off" };
const toMark = { reason: "written.waits_for_marking" };
const decidedBy = (by: "override" | "mark") => ({
  reason: `review.${by}`,
  decided: {
    ...{ by, who: "instructor-01", at: "2026-01-31T00:00:00.000Z" },
    judged: { outcome: "not_met", short: "", points: 0 },
  } as const,
});

describe("criterionActions", () => {
  it("lets instructors decide and hold, and take back what was overridden", () => {
    expect(criterionActions(graded, notMet, instructor)).toEqual(["override", "hold"]);
    expect(criterionActions(graded, decidedBy("override"), instructor)).toEqual([
      ...["override", "takeBack", "hold"],
    ]);
  });

  it("lets assistants mark texts, marked ones too, and nothing else", () => {
    expect(criterionActions(graded, toMark, assistant)).toEqual(["mark"]);
    expect(criterionActions(graded, decidedBy("mark"), assistant)).toEqual(["mark"]);
    expect(criterionActions(graded, notMet, assistant)).toEqual([]);
  });

  it("decides over a grade only where there is one; what is held can be released", () => {
    expect(criterionActions({}, toMark, instructor)).toEqual(["hold"]);
    expect(criterionActions(graded, { ...notMet, isHeld: true }, instructor)).toEqual([
      ...["override", "release"],
    ]);
  });
});
