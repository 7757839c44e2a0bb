import { describe, expect, it } from "vitest";
import { ageText, isUnusual } from "./phase-age.ts";

describe("ageText", () => {
  it.each([
    [0, "0 seconds"],
    [1, "1 second"],
    [89, "89 seconds"],
    [90, "2 minutes"],
    [5399, "90 minutes"],
    [5400, "2 hours"],
    [172_799, "48 hours"],
    [172_800, "2 days"],
  ])("says %i seconds as %s", (seconds, words) => {
    expect(ageText(seconds)).toBe(words);
  });
});

describe("isUnusual", () => {
  it("asks to look at what is in the queue for longer than waiting and retries explain", () => {
    expect(isUnusual("queued", { count: 1, oldestSeconds: 1200 })).toBe(false);
    expect(isUnusual("queued", { count: 1, oldestSeconds: 1201 })).toBe(true);
  });

  it("lets what waits for AWS wait for an hour and one more look", () => {
    expect(isUnusual("waiting", { count: 1, oldestSeconds: 4200 })).toBe(false);
    expect(isUnusual("waiting", { count: 1, oldestSeconds: 4201 })).toBe(true);
  });

  it("finds nothing unusual where nothing is", () => {
    expect(isUnusual("job", { count: 0 })).toBe(false);
  });
});
