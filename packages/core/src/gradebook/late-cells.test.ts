import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Assignment } from "../cohorts/assignment.ts";
import { comparePoints } from "../grading/points.ts";
import { anAssignment, aSubmission, someTerms } from "../testing.ts";
import { addSeconds } from "../time.ts";
import { type CellFold, foldCell } from "./fold-cell.ts";
import type { TermsContent } from "./learner-terms.ts";

const dueAt = "2026-03-01T12:00:00.000Z";
const day = 86_400;
const latePolicy = {
  percentPerInterval: 10,
  intervalSeconds: day,
  graceSeconds: 0,
  floorPercent: 50,
};
const { learnerId } = aSubmission();

/** Attempts of so many points, so many seconds after the due date. */
function folded(
  attempts: readonly { points: number; lateSeconds: number }[],
  { terms, ...values }: Partial<Assignment> & { terms?: TermsContent } = {},
): CellFold {
  return foldCell({
    assignment: anAssignment({ dueAt, latePolicy, ...values }),
    learnerId,
    terms: terms && someTerms(terms),
    submissions: attempts.map(({ points, lateSeconds }, at) =>
      aSubmission({
        number: at + 1,
        state: "graded",
        counts: true,
        submittedAt: addSeconds(dueAt, lateSeconds),
        effectiveGrade: `grd_${String(at).padStart(12, "0")}`,
        points: String(points),
        judgedPoints: "40",
        maxPoints: "40",
      }),
    ),
  });
}

describe("the cell of a late learner", () => {
  it("chooses the best after lateness", () => {
    const cell = folded([
      { points: 36, lateSeconds: 0 },
      { points: 40, lateSeconds: 2 * day },
    ]);

    expect(cell.points).toBe("36");
    expect(cell.stages.build?.kept).toMatchObject({ number: 1, score: "36" });
  });

  it("keeps the last with its lateness, where the last is kept", () => {
    const cell = folded(
      [
        { points: 36, lateSeconds: 0 },
        { points: 40, lateSeconds: 2 * day },
      ],
      { keep: "last" },
    );

    expect(cell.stages.build?.kept).toMatchObject({
      ...{ number: 2, points: "40", score: "32", lateSeconds: 2 * day },
    });
  });

  it("gets everything back by an extension, and by moving the date", () => {
    const attempts = [{ points: 40, lateSeconds: 2 * day }];
    const later = addSeconds(dueAt, 2 * day);

    expect(folded(attempts).points).toBe("32");
    expect(folded(attempts, { terms: { extension: { dueAt: later } } }).points).toBe("40");
    expect(folded(attempts, { dueAt: later }).points).toBe("40");
  });

  it("is what a person set, with the stages beside it", () => {
    const cell = folded([{ points: 40, lateSeconds: 0 }], {
      terms: { override: { points: "12" } },
    });

    expect(cell).toMatchObject({ points: "12", stages: { build: { kept: { score: "40" } } } });
  });

  it("has a result without a submission, where a person set one", () => {
    expect(folded([], { terms: { override: { points: "12" } } }).points).toBe("12");
    expect(folded([], { terms: { excused: true } }).points).toBeUndefined();
  });
});

describe("the cell, whatever was submitted", () => {
  const attempts = fc.array(
    fc.record({
      points: fc.integer({ min: 0, max: 40 }),
      lateSeconds: fc.integer({ min: -5 * day, max: 20 * day }),
    }),
    { minLength: 1, maxLength: 5 },
  );
  const keeps = fc.constantFrom("best" as const, "last" as const);
  const seconds = fc.integer({ min: -30 * day, max: 30 * day });
  const pointsOfCell = (...from: Parameters<typeof folded>) => folded(...from).points ?? "0";

  it("never loses by an extension", () => {
    fc.assert(
      fc.property(attempts, keeps, seconds, (some, keep, extended) => {
        const terms = { extension: { dueAt: addSeconds(dueAt, extended) } };

        const before = pointsOfCell(some, { keep });
        const after = pointsOfCell(some, { keep, terms });

        expect(comparePoints(after, before)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("follows a date that moves: later is never worse", () => {
    fc.assert(
      fc.property(attempts, keeps, seconds, seconds, (some, keep, one, other) => {
        const [sooner, later] = [Math.min(one, other), Math.max(one, other)].map((each) =>
          pointsOfCell(some, { keep, dueAt: addSeconds(dueAt, each) }),
        );

        expect(comparePoints(later ?? "0", sooner ?? "0")).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("never loses by another attempt, where the best is kept", () => {
    fc.assert(
      fc.property(attempts, (some) => {
        const before = pointsOfCell(some.slice(0, -1));

        expect(comparePoints(pointsOfCell(some), before)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("lies between nothing and the maximum, and is the same for the same", () => {
    fc.assert(
      fc.property(attempts, keeps, (some, keep) => {
        const points = pointsOfCell(some, { keep });

        expect(comparePoints(points, "0")).toBeGreaterThanOrEqual(0);
        expect(comparePoints(points, "40")).toBeLessThanOrEqual(0);
        expect(folded(some, { keep })).toEqual(folded(some, { keep }));
      }),
    );
  });
});
