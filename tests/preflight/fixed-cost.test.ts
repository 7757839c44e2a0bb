import { describe, expect, it } from "vitest";
import { readFixedCost } from "../../scripts/preflight/fixed-cost.ts";

describe("readFixedCost", () => {
  it("finds in docs/cost.md what an idle stage costs a month", async () => {
    expect(await readFixedCost()).toMatch(/^\d+\.\d\d USD$/);
  });
});
