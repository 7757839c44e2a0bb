import { describe, expect, it } from "vitest";
import { readWholeNumber } from "./read-whole-number.ts";

const range = { least: 1, most: 100 };

describe("readWholeNumber", () => {
  it("takes nothing for no number", () => {
    expect(readWholeNumber("  ", range)).toEqual({ isRead: true, value: undefined });
  });

  it("takes a whole number of the range", () => {
    expect(readWholeNumber(" 30 ", range)).toEqual({ isRead: true, value: 30 });
  });

  it.each(["0", "101", "1.5", "-3", "1e2", "ten"])("does not take %s", (typed) => {
    expect(readWholeNumber(typed, range)).toEqual({ isRead: false, value: undefined });
  });
});
