import { describe, expect, it } from "vitest";
import { attemptBars, halfTime, hourBars, scoreBars } from "./buckets.ts";

describe("scoreBars", () => {
  it("has a bar for every tenth, and everything for itself", () => {
    const bars = scoreBars({ 9: 2, 10: 3 });

    expect(bars).toHaveLength(11);
    expect(bars.slice(-2)).toEqual([
      { label: "90–99", count: 2 },
      { label: "100", count: 3 },
    ]);
  });
});

describe("attemptBars", () => {
  it("leaves no gap between the first and the last", () => {
    expect(attemptBars({ 3: 1 }).map(({ count }) => count)).toEqual([0, 0, 1]);
  });

  it("puts very many attempts into one bar", () => {
    expect(attemptBars({ 1: 5, 11: 1, 40: 2 }).at(-1)).toEqual({ label: "11 or more", count: 3 });
  });

  it("has none where nobody passed", () => {
    expect(attemptBars({})).toEqual([]);
  });
});

describe("hourBars", () => {
  it("counts days from the first one on, and what takes longer than all", () => {
    const bars = hourBars({ 24: 2, more: 1 });

    expect(bars).toContainEqual({ label: "1 d", count: 2 });
    expect(bars.at(-1)).toEqual({ label: "longer", count: 1 });
  });
});

describe("halfTime", () => {
  it("is the bucket in which the middle learner is", () => {
    expect(halfTime({ 1: 1, 8: 1, 48: 2 })).toBe("at most 8 hours, from the opening");
    expect(halfTime({ 1: 1, 48: 2 })).toBe("at most 2 days, from the opening");
  });

  it("says so where half needed longer than the last bucket", () => {
    expect(halfTime({ 1: 1, more: 2 })).toBe("more than 2 weeks, from the opening");
  });

  it("is nothing where nobody passed", () => {
    expect(halfTime({})).toBeUndefined();
  });
});
