import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decidedAgain, decideOutcome, undecidedOutcome } from "../grading/decide-outcome.ts";
import { heldThemselves, withHolds } from "../grading/hold-outcomes.ts";
import type { Outcome } from "../grading/outcome.ts";
import { totalsOf } from "../grading/totals.ts";
import { aGrade } from "../testing.ts";
import { reviewedGrade } from "./reviewed-grade.ts";

const at = "2026-03-01T12:00:00.000Z";
const base = { params: {}, lookedAt: [] };

function met(criterion: string, maxPoints = 4): Outcome {
  const points = String(maxPoints);
  return { ...base, criterion, maxPoints, outcome: "met", reason: "met", points };
}

function red(criterion: string, maxPoints = 4): Outcome {
  return { ...base, criterion, maxPoints, outcome: "not_met", reason: "keys.other", points: "0" };
}

function unknown(criterion: string, fault: "access" | "rubric" = "rubric"): Outcome {
  const reason = "rubric.truncated";
  return { ...base, criterion, maxPoints: 4, outcome: "unknown", reason, fault };
}

function behind(criterion: string, id: string): Outcome {
  return { ...red(criterion), reason: "requires.not_met", params: { id } };
}

const ids = ["a", "b", "c", "d"] as const;
/** b stands on a, c on b. */
const criteria = ids.map((id, at) => ({
  id,
  name: `build.${id}`,
  requires: at === 1 ? ["a"] : at === 2 ? ["b"] : [],
}));

const arbitraryOutcomes = fc
  .tuple(
    ...ids.map((id, at) =>
      fc.constantFrom(
        met(`build.${id}`),
        red(`build.${id}`),
        { ...red(`build.${id}`), outcome: "partly" as const, points: "7/3" },
        unknown(`build.${id}`),
        behind(`build.${id}`, ids[Math.max(0, at - 1)] ?? "a"),
      ),
    ),
  )
  .map((outcomes): Outcome[] => [...outcomes]);

const arbitraryGrade = fc
  .tuple(arbitraryOutcomes, fc.boolean(), fc.option(fc.constantFrom(...ids)))
  .map(([judged, isRepeat, overridden]) => {
    const said = { by: "override", login: "i", at, points: "3", note: "seen by eye" } as const;
    const outcomes = judged.map((one) =>
      one.criterion === `build.${overridden}` ? decideOutcome(one, said) : one,
    );
    const fresh = aGrade({ outcomes: [], counts: false });
    const grade = reviewedGrade({ ...fresh, outcomes: [unknown("build.a")] }, outcomes, "build.a");
    return aGrade({ ...grade, counts: grade.counts && !isRepeat });
  });

describe("reviewedGrade", () => {
  it("gives back equal outcomes, totals, state and attempt when a hold is taken away again", () => {
    fc.assert(
      fc.property(arbitraryGrade, fc.constantFrom(...ids), fc.boolean(), (grade, id, givesBack) => {
        const name = `build.${id}`;
        const marked = withHolds(grade.outcomes, new Set([name]), criteria).map((one) =>
          one.criterion === name && givesBack && grade.counts
            ? { ...one, givesBack: true as const }
            : one,
        );
        const held = { ...grade, ...reviewedGrade(grade, marked, "build.a") };
        const names = heldThemselves(held.outcomes, criteria);
        names.delete(name);
        const free = withHolds(held.outcomes, names, criteria);
        const released = reviewedGrade(held, free, "build.a");

        expect(released.outcomes).toEqual(grade.outcomes);
        expect(totalsOf(released.outcomes)).toEqual(totalsOf(grade.outcomes));
        expect(released).toMatchObject({ state: grade.state, counts: grade.counts });
      }),
    );
  });

  it("counts a held criterion in neither direction", () => {
    const outcomes = [met("build.a"), red("build.b"), met("build.c", 2)];

    const green = withHolds(outcomes, new Set(["build.a"]), []);
    const bad = withHolds(outcomes, new Set(["build.b"]), []);

    expect(totalsOf(green)).toEqual({ points: "2", judgedPoints: "6", maxPoints: "10" });
    expect(totalsOf(bad)).toEqual({ points: "6", judgedPoints: "6", maxPoints: "10" });
  });

  it("holds what is red only because it stands on a held criterion, however far", () => {
    const outcomes = [red("build.a"), behind("build.b", "a"), behind("build.c", "b")];

    const held = withHolds(outcomes, new Set(["build.a"]), criteria);

    expect(held.map((one) => one.held)).toEqual([true, true, true]);
    expect(heldThemselves(held, criteria)).toEqual(new Set(["build.a"]));
  });

  it("does not hold what is unknown for the same reason, but stands on nothing", () => {
    const outcomes = [unknown("build.a"), unknown("build.d")];

    const held = withHolds(outcomes, new Set(["build.a"]), criteria);

    expect(held.map((one) => one.held)).toEqual([true, undefined]);
  });

  it("closes a submission that only one unknown criterion kept open, and makes it an attempt", () => {
    const before = aGrade({ outcomes: [met("build.a"), unknown("build.b")], counts: false });
    const said = { by: "override", login: "i", at, points: "1.5" } as const;
    const outcomes = before.outcomes.map((one) =>
      one.outcome === "unknown" ? decideOutcome(one, { ...said, points: "3/2" }) : one,
    );

    const after = reviewedGrade(before, outcomes, undefined);
    const undone = reviewedGrade(after, after.outcomes.map(undecidedOutcome), undefined);

    expect(after).toMatchObject({ state: "graded", counts: true, points: "11/2" });
    expect(undone).toMatchObject({ state: "needs_review", counts: false, points: "4" });
    expect(undone.outcomes).toEqual(before.outcomes);
  });

  it("never makes an attempt of the same that was handed in twice", () => {
    const before = aGrade({ outcomes: [red("build.a")], counts: false });
    const said = { by: "override", login: "i", at, points: "4" } as const;

    const after = reviewedGrade(before, [decideOutcome(red("build.a"), said)], undefined);

    expect(after).toMatchObject({ counts: false, points: "4" });
  });
});

describe("decidedAgain", () => {
  it("keeps what a person decided over a new verdict, at most the criterion's new points", () => {
    const said = { by: "override", login: "i", at, points: "4", note: "why" } as const;
    const decided = decideOutcome(red("build.a"), said);

    const again = decidedAgain(decided, { ...met("build.a", 3), held: true });

    expect(again).toMatchObject({ outcome: "met", points: "3", maxPoints: 3, by: "override" });
    expect(again.decision?.judged).toMatchObject({ outcome: "met", points: "3" });
    expect(again.held).toBe(true);
  });
});
