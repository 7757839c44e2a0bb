import { describe, expect, it } from "vitest";
import { attemptText } from "./attempt-text.ts";

const attempt = {
  labDigest: "d",
  answers: { number: 2, word: "a" },
  comparedWith: { break: "sub_1" },
  facts: [],
  evidence: { access: { status: "open", way: "role" } as const, facts: [] },
};

describe("attemptText", () => {
  it("is the same whatever the order of the answers", () => {
    const answers = { word: "a", number: 2 };

    expect(attemptText({ ...attempt, answers })).toBe(attemptText(attempt));
  });

  it.each([
    ["another answer", { answers: { number: 3, word: "a" } }],
    ["one answer less", { answers: { number: 2 } }],
    ["another attempt to be compared with", { comparedWith: { break: "sub_2" } }],
  ])("is another with %s", (_, change) => {
    expect(attemptText({ ...attempt, ...change })).not.toBe(attemptText(attempt));
  });
});
