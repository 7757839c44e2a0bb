import { emptyCriterion } from "@lab-grader/core/gradebook/analytics/analytics";
import { describe, expect, it } from "vitest";
import { criterionRows, readCriterionSort, sortedCriteria } from "./criterion-rows.ts";

const counts = (over: Partial<ReturnType<typeof emptyCriterion>>) => ({
  ...emptyCriterion(),
  ...over,
});

const rows = criterionRows(
  "build",
  {
    criteria: {
      "build.keys": counts({
        met: 1,
        notMet: 3,
        firstStumbles: 3,
        reasons: { swapped: 1, none: 2 },
      }),
      "build.table": counts({ met: 4, unknown: 1 }),
      "build.backup": counts({ unknown: 2 }),
    },
  },
  undefined,
);
const idsBy = (sort: string) =>
  sortedCriteria(rows, readCriterionSort(sort)).map(({ title }) => title);

describe("criterionRows", () => {
  it("counts as judged only what got a verdict", () => {
    expect(rows.map(({ judged }) => judged)).toEqual([4, 4, 0]);
  });

  it("has the most frequent reason first", () => {
    expect(rows[0]?.reasons).toEqual([
      { reason: "none", count: 2 },
      { reason: "swapped", count: 1 },
    ]);
  });
});

describe("sortedCriteria", () => {
  it("puts the least met first, and what was never judged last", () => {
    expect(idsBy("met")).toEqual(["keys", "table", "backup"]);
  });

  it("puts the most stumbled on first, in the lab's order where they are even", () => {
    expect(idsBy("-stumbles")).toEqual(["keys", "table", "backup"]);
    expect(idsBy("-unknown")).toEqual(["backup", "table", "keys"]);
  });

  it("keeps the lab's order for a sort that nobody knows", () => {
    expect(idsBy("-constructor")).toEqual(["keys", "table", "backup"]);
  });
});
