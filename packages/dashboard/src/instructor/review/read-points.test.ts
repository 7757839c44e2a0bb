import { describe, expect, it } from "vitest";
import { readPoints } from "./read-points.ts";

describe("readPoints", () => {
  it("takes whole and decimal points, with a point or a comma", () => {
    expect(["0", "3", " 2.5 ", "2,25", "6"].map((typed) => readPoints(typed, 6))).toEqual([
      0, 3, 2.5, 2.25, 6,
    ]);
  });

  it("refuses what is no number, negative, too exact or more than there are", () => {
    const refused = ["", "a", "-1", "1e1", "2.555", "6.01", "7"];
    expect(refused.filter((typed) => readPoints(typed, 6) !== undefined)).toEqual([]);
  });
});
