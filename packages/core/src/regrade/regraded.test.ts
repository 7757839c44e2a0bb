import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../grading/outcome.ts";
import { comparePoints, pointsOf, sumOfPoints } from "../grading/points.ts";
import { aGradeContent } from "../testing.ts";
import type { AgainJudged } from "./planned-target.ts";
import { usualOptions } from "./regrade-input.ts";
import { regraded } from "./regraded.ts";

/** An outcome of `points` of `maxPoints`. */
function outcome(
  id: string,
  [points, maxPoints]: readonly [number, number],
  by?: "override" | "mark",
): Outcome {
  return {
    criterion: `build.${id}`,
    outcome: points === maxPoints ? "met" : "partly",
    reason: points === maxPoints ? "met" : "written.empty",
    params: {},
    lookedAt: [],
    maxPoints,
    points: pointsOf(points),
    ...(by && { by }),
  };
}

function judged(outcomes: Outcome[]): AgainJudged {
  const points = outcomes.flatMap((each) => ("points" in each ? each.points : []));
  const maxPoints = sumOfPoints(outcomes.map((each) => pointsOf(each.maxPoints)));
  return {
    ...aGradeContent(),
    state: "graded",
    outcomes,
    ...{ points: sumOfPoints(points), judgedPoints: maxPoints, maxPoints },
  };
}

const some = fc
  .array(fc.tuple(fc.nat(10), fc.nat(10)), { minLength: 1, maxLength: 5 })
  .map((pairs) =>
    pairs.map(
      ([one, other], at) =>
        [String.fromCharCode(97 + at), [Math.min(one, other), Math.max(one, other)]] as const,
    ),
  )
  .map((pairs) =>
    judged(pairs.map(([id, [points, maxPoints]]) => outcome(id, [points, maxPoints]))),
  );

describe("regraded", () => {
  it("never lowers where it may not, and otherwise writes what was judged", () => {
    fc.assert(
      fc.property(some, some, (before, now) => {
        const kept = regraded(before, now, { ...usualOptions, neverLower: true });
        const free = regraded(before, now, usualOptions);

        const after = kept.status === "replace" ? kept.judgement.points : before.points;
        expect(comparePoints(after, before.points)).toBeGreaterThanOrEqual(0);
        if (free.status === "replace") expect(free.judgement).toEqual(now);
        if (free.status === "same") expect(now.points).toBe(before.points);
      }),
    );
  });

  it("is the same where nothing differs, whatever the version of the lab", () => {
    const before = judged([outcome("a", [2, 4])]);

    expect(regraded(before, { ...before, labDigest: "other" }, usualOptions).status).toBe("same");
  });

  it("keeps what a person decided, at most the criterion's points, and adds up again", () => {
    const before = judged([outcome("a", [4, 4], "override"), outcome("b", [1, 2], "mark")]);
    const now = judged([outcome("a", [0, 3]), outcome("b", [2, 2])]);

    const both = regraded(before, now, usualOptions);
    const marksOnly = regraded(before, now, { ...usualOptions, keepOverrides: false });
    const none = regraded(before, now, {
      ...usualOptions,
      ...{ keepOverrides: false, keepMarks: false },
    });

    expect(both).toMatchObject({
      judgement: {
        ...{ points: "4", maxPoints: "5" },
        outcomes: [
          { by: "override", points: "3", maxPoints: 3 },
          { by: "mark", points: "1" },
        ],
      },
    });
    expect(marksOnly).toMatchObject({ judgement: { points: "1" } });
    expect(none).toMatchObject({ judgement: { points: "2" } });
  });

  it("leaves an attempt given back while the criterion that spoilt it is still on hold", () => {
    const held = { ...outcome("a", [0, 4]), held: true as const };
    const whole = judged([held, outcome("b", [1, 1])]);
    const outcomes = [{ ...held, givesBack: true as const }, outcome("b", [1, 1])];
    const before = { ...whole, outcomes, counts: false };
    const better = judged([held, outcome("b", [2, 2])]);
    const free = judged([outcome("a", [4, 4]), outcome("b", [1, 1])]);

    expect(regraded(before, whole, usualOptions).status).toBe("same");
    expect(regraded(before, better, usualOptions)).toMatchObject({
      judgement: { counts: false, outcomes: [{ held: true, givesBack: true }, {}] },
    });
    expect(regraded(before, free, usualOptions)).toMatchObject({ judgement: { counts: true } });
  });

  it("uses no attempt behind a gate that a person has made red", () => {
    const before = { ...judged([outcome("gate", [0, 1], "override")]), counts: false };
    const now = judged([outcome("gate", [1, 1]), outcome("b", [1, 1])]);

    const then = regraded(before, now, { ...usualOptions, gate: "build.gate" });

    expect(then).toMatchObject({ status: "replace", judgement: { counts: false } });
  });

  it("names every criterion whose verdict, reason, points or maximum differ", () => {
    const before = judged([outcome("a", [2, 4]), outcome("b", [1, 1]), outcome("gone", [1, 1])]);
    const now = judged([outcome("a", [4, 4]), outcome("b", [1, 1]), outcome("new", [0, 1])]);

    const { status, ...then } = regraded(before, now, usualOptions);

    expect(status).toBe("replace");
    expect(then).toMatchObject({
      changes: [
        { criterion: "build.a", from: { outcome: "partly", points: "2" }, to: { outcome: "met" } },
        { criterion: "build.gone", from: { outcome: "met" } },
        { criterion: "build.new", to: { outcome: "partly" } },
      ],
    });
  });
});
