import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aLearner, anAssignment, aSubmission } from "../testing.ts";
import { foldCell } from "./fold-cell.ts";

const { learnerId } = aLearner();
const terms = undefined;

function attempt(number: number, points: string, values = {}) {
  return aSubmission({
    number,
    state: "graded",
    counts: true,
    points,
    judgedPoints: "40",
    maxPoints: "40",
    effectiveGrade: `grd_00000000000${number}`,
    ...values,
  });
}

describe("foldCell", () => {
  it.each([
    { keep: "best" as const, points: "36", kept: 1 },
    { keep: "last" as const, points: "30", kept: 2 },
  ])("keeps the $keep attempt", ({ keep, points, kept }) => {
    const submissions = [attempt(1, "36"), attempt(2, "30"), attempt(3, "40", { counts: false })];

    const cell = foldCell({ assignment: anAssignment({ keep }), learnerId, terms, submissions });

    expect(cell).toMatchObject({
      points,
      stages: {
        build: {
          attempts: 2,
          latest: { number: 3, state: "graded" },
          kept: { number: kept },
        },
      },
    });
  });

  it("keeps the first of equally good attempts", () => {
    const submissions = [attempt(1, "110/3"), attempt(2, "110/3")];

    const cell = foldCell({ assignment: anAssignment(), learnerId, terms, submissions });

    expect(cell.stages.build?.kept?.gradeId).toBe("grd_000000000001");
  });

  it("has no points where nothing counts: an empty cell is not a zero", () => {
    const submissions = [
      attempt(1, "0", { state: "blocked", counts: false }),
      aSubmission({ number: 2 }),
    ];

    const cell = foldCell({ assignment: anAssignment(), learnerId, terms, submissions });

    expect(cell).not.toHaveProperty("points");
    expect(cell.stages.build).toEqual({
      attempts: 0,
      latest: { number: 2, state: "queued", submittedAt: "2026-03-01T12:00:00.000Z" },
    });
  });

  it("adds the stages up exactly", () => {
    const stages = [{ stage: "build" }, { stage: "break" }, { stage: "correct" }];
    const submissions = [attempt(1, "1/3"), attempt(1, "2/3", { stage: "break" })];

    const cell = foldCell({ assignment: anAssignment({ stages }), learnerId, terms, submissions });

    expect(cell.points).toBe("1");
  });

  it("does not depend on the order of the submissions", () => {
    const some = [1, 2, 3, 4, 5].map((number) => attempt(number, String((number * 7) % 5)));
    const folded = foldCell({ assignment: anAssignment(), learnerId, terms, submissions: some });

    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: some.length }), (submissions) => {
        expect(foldCell({ assignment: anAssignment(), learnerId, terms, submissions })).toEqual(
          folded,
        );
      }),
    );
  });
});
