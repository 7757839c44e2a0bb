import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparePoints, type Points } from "../grading/points.ts";
import { addSeconds } from "../time.ts";
import { type LatePolicy, latenessOf, scoreOf } from "./late-policy.ts";

const dueAt = "2026-03-01T12:00:00.000Z";
const day = 86_400;
/** 10 % of the maximum per started day, a quarter of an hour for free, nothing below half. */
const policy: LatePolicy = {
  percentPerInterval: 10,
  intervalSeconds: day,
  graceSeconds: 900,
  floorPercent: 50,
};

function scoreAfter(
  lateSeconds: number,
  {
    points = "40",
    maxPoints = "40",
    lateTokens = 0,
    ...rules
  }: { points?: Points; maxPoints?: Points; lateTokens?: number; latePolicy?: LatePolicy } = {},
): Points {
  const latePolicy = rules.latePolicy ?? policy;
  const lateness = latenessOf(addSeconds(dueAt, lateSeconds), { dueAt, latePolicy, lateTokens });
  return lateness ? scoreOf({ points, maxPoints }, lateness, latePolicy) : points;
}

describe("scoreOf a late submission", () => {
  it.each([
    ["in time", 0, "40"],
    ["within grace", 900, "40"],
    ["just over grace, a day is started", 901, "36"],
    ["a whole day", day, "36"],
    ["a day and a second, counted from the due date", day + 1, "32"],
    ["two days", 2 * day, "32"],
    ["so late that the floor holds", 30 * day, "20"],
  ])("%s", (_, lateSeconds, expected) => {
    expect(scoreAfter(lateSeconds)).toBe(expected);
  });

  it("takes its per cent of the maximum, not of the points", () => {
    expect(scoreAfter(day, { points: "30" })).toBe("26");
  });

  it.each(["20", "15", "0"])(
    "takes nothing from %s points, which lie below the floor",
    (points) => {
      expect(scoreAfter(30 * day, { points })).toBe(points);
    },
  );

  it("waives an interval for each token", () => {
    expect(scoreAfter(2 * day, { lateTokens: 1 })).toBe("36");
    expect(scoreAfter(2 * day, { lateTokens: 2 })).toBe("40");
    expect(scoreAfter(2 * day, { lateTokens: 3 })).toBe("40");
  });

  it("stays exact", () => {
    const latePolicy = { ...policy, percentPerInterval: 33.33, floorPercent: 0 };

    expect(scoreAfter(day, { points: "1/3", maxPoints: "1", latePolicy })).toBe("1/30000");
  });

  it("says how late something is also where that costs nothing", () => {
    expect(latenessOf(addSeconds(dueAt, 60), { dueAt })).toEqual({ lateSeconds: 60, intervals: 0 });
  });
});

describe("late arithmetic, whatever the policy", () => {
  const policies = fc.record({
    percentPerInterval: fc.integer({ min: 0, max: 10_000 }).map((percent) => percent / 100),
    intervalSeconds: fc.constantFrom(3600, day),
    graceSeconds: fc.integer({ min: 0, max: 2 * day }),
    floorPercent: fc.integer({ min: 0, max: 10_000 }).map((percent) => percent / 100),
  });
  const shares = fc
    .record({ max: fc.integer({ min: 1, max: 60 }), of: fc.integer({ min: 1, max: 9 }) })
    .chain(({ max, of }) =>
      fc
        .integer({ min: 0, max: max * of })
        .map((points) => ({ points: `${points}/${of}`, maxPoints: String(max) })),
    );
  const lateSeconds = fc.integer({ min: -day, max: 20 * day });
  const tokens = fc.integer({ min: 0, max: 30 });

  it("is never negative, never above what there was, and never below the floor it started above", () => {
    fc.assert(
      fc.property(policies, shares, lateSeconds, tokens, (latePolicy, share, late, lateTokens) => {
        const score = scoreAfter(late, { ...share, latePolicy, lateTokens });

        expect(comparePoints(score, "0")).toBeGreaterThanOrEqual(0);
        expect(comparePoints(score, share.points)).toBeLessThanOrEqual(0);
        const floor = (Number(share.maxPoints) * latePolicy.floorPercent) / 100;
        const [points = 0, of = 1] = share.points.split("/").map(Number);
        const [left = 0, by = 1] = score.split("/").map(Number);
        expect(left / by).toBeGreaterThanOrEqual(Math.min(points / of, floor) - 1e-9);
      }),
    );
  });

  it("is monotone: later is never better", () => {
    fc.assert(
      fc.property(
        ...([policies, shares, lateSeconds, lateSeconds] as const),
        (latePolicy, share, one, other) => {
          const sooner = scoreAfter(Math.min(one, other), { ...share, latePolicy });
          const later = scoreAfter(Math.max(one, other), { ...share, latePolicy });

          expect(comparePoints(later, sooner)).toBeLessThanOrEqual(0);
        },
      ),
    );
  });

  it("is monotone in points: more points are never worth less", () => {
    fc.assert(
      fc.property(policies, shares, shares, lateSeconds, (latePolicy, one, other, late) => {
        const maxPoints = "60";
        const [less, more] =
          comparePoints(one.points, other.points) < 0
            ? [one.points, other.points]
            : [other.points, one.points];

        const ofLess = scoreAfter(late, { points: less, maxPoints, latePolicy });
        const ofMore = scoreAfter(late, { points: more, maxPoints, latePolicy });

        expect(comparePoints(ofLess, ofMore)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("never gets worse by one more token", () => {
    fc.assert(
      fc.property(policies, shares, lateSeconds, tokens, (latePolicy, share, late, lateTokens) => {
        const without = scoreAfter(late, { ...share, latePolicy, lateTokens });
        const withOne = scoreAfter(late, { ...share, latePolicy, lateTokens: lateTokens + 1 });

        expect(comparePoints(withOne, without)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
