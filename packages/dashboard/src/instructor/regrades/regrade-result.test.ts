import { describe, expect, it } from "vitest";
import { regradeWords } from "./regrade-result.ts";

const plan = {
  ...{ submissions: 3, changed: 1, up: 1, down: 0, same: 2, kept: 0, refused: 0 },
  ...{ histogram: [], refusals: [], criteria: [], graderVersions: [] },
};

describe("regradeWords", () => {
  it("tells a plan from an application by what it came to", () => {
    const application = {
      ...{ plan: "job_000000000001", submissions: 3, applied: 1, changed: 0, unchanged: 2 },
    };

    expect(regradeWords({ result: plan })).toBe("Plan: 1 of 3 submissions would change");
    expect(regradeWords({ result: application })).toBe("Application: 1 grade written");
  });

  it("says that it does not know while there is no result", () => {
    expect(regradeWords({})).toBe("Plan or application");
  });
});
