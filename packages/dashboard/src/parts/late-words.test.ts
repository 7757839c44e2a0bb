import { describe, expect, it } from "vitest";
import { lateExample, lateWords } from "./late-words.ts";

const policy = {
  ...{ percentPerInterval: 10, intervalSeconds: 86_400, graceSeconds: 900, floorPercent: 50 },
};

describe("lateWords", () => {
  it("says what each started interval costs, what is free, and where it ends", () => {
    expect(lateWords(policy)).toBe(
      "10 % of the stage's maximum for each started day after the due date. Up to 15 minutes late still counts as in time; what is later is reckoned from the due date. Lateness never takes a result below 50 % of the maximum.",
    );
  });

  it("says that lateness costs nothing without a policy", () => {
    expect(lateWords(undefined)).toBe("Lateness is shown, and costs nothing.");
  });
});

describe("lateExample", () => {
  it("reckons as grades are reckoned", () => {
    expect(lateExample(policy, 40)).toBe(
      "Example: a stage of 40 points, all met, handed in 36 hours late. That is 2 started intervals: 32 points stay.",
    );
  });

  it("ends at the floor", () => {
    expect(lateExample({ ...policy, percentPerInterval: 60 }, 40)).toContain(": 20 points stay.");
  });

  it("is later than the grace", () => {
    const long = { ...policy, graceSeconds: 5 * 86_400 };

    expect(lateExample(long, 40)).toContain("6 started intervals: 20 points stay.");
  });
});
