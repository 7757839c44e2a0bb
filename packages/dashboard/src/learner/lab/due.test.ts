import { describe, expect, it } from "vitest";
import { dueWords } from "./due.ts";

const dates = {
  opensAt: "2026-03-01T00:00:00.000Z",
  dueAt: "2026-03-10T00:00:00.000Z",
  closesAt: "2026-03-12T00:00:00.000Z",
};

describe("dueWords", () => {
  it.each([
    ["2026-02-26T00:00:00.000Z", "opens in 3 days"],
    ["2026-03-01T00:00:00.000Z", "due in 9 days"],
    ["2026-03-08T00:00:01.000Z", "due in 47 hours"],
    ["2026-03-09T22:30:00.000Z", "due in 90 minutes"],
    ["2026-03-09T23:58:30.000Z", "due in 1 minute"],
    ["2026-03-09T23:59:30.000Z", "due in less than a minute"],
    ["2026-03-10T03:00:00.000Z", "was due 3 hours ago, closes in 45 hours"],
    ["2026-03-12T00:00:00.000Z", "closed less than a minute ago"],
    ["2026-03-20T00:00:00.000Z", "closed 8 days ago"],
  ])("says at %s: %s", (now, words) => {
    expect(dueWords(dates, Date.parse(now))).toBe(words);
  });
});
