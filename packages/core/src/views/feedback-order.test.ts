import { describe, expect, it } from "vitest";
import { feedbackOrder, outOfText } from "./feedback-order.ts";
import type { OutcomeView } from "./outcome-view.ts";

const account = { accountId: "111111111111" };

describe("feedbackOrder", () => {
  it("tells what a person decided last, however it was decided", () => {
    const decided = {
      by: "override" as const,
      who: "an instructor",
      at: "2026-03-01T14:00:00.000Z",
      judged: { outcome: "not_met" as const, short: "off", points: 0 },
    };
    const outcomes = [
      anOutcome({ criterion: "decided", decided }),
      anOutcome({ criterion: "waiting", outcome: "unknown", fault: "target", points: null }),
      anOutcome({ criterion: "red", outcome: "not_met", points: 0 }),
      anOutcome({ criterion: "green" }),
    ];

    const { told, met } = feedbackOrder(outcomes, account);

    expect(told.map(({ criterion }) => criterion)).toEqual(["red", "waiting", "decided"]);
    expect(met.map(({ criterion }) => criterion)).toEqual(["green"]);
  });

  it("makes one thing to mend of a door that is closed before all criteria", () => {
    const refused = { outcome: "unknown", fault: "access", points: null } as const;
    const outcomes = ["table", "keys"].map((criterion) =>
      anOutcome({ criterion, ...refused, reason: "access.role_not_assumable", found: "no" }),
    );

    const { closedDoor, told } = feedbackOrder(outcomes, account);

    expect(closedDoor?.expected).toContain("1111-1111-1111");
    expect(told).toEqual([]);
  });
});

describe("outOfText", () => {
  it("never calls what was not judged a zero", () => {
    expect(outOfText({ points: null, maxPoints: 6 })).toBe("up to 6");
    expect(outOfText({ points: 0, maxPoints: 6 })).toBe("0 of 6");
    expect(outOfText({ points: 0, maxPoints: 0 })).toBeUndefined();
  });
});

function anOutcome(over: Partial<OutcomeView>): OutcomeView {
  return {
    criterion: "table",
    outcome: "met",
    reason: "check.met",
    short: "as asked",
    title: "The table is there",
    points: 2,
    maxPoints: 2,
    lookedAt: [],
    ...over,
  };
}
