import { describe, expect, it } from "vitest";
import { type MatrixFilters, queryOfFilters, readFilters } from "./matrix-filters.ts";

describe("queryOfFilters", () => {
  it("says nothing of what is usual", () => {
    expect(queryOfFilters(readFilters(new URLSearchParams())).toString()).toBe("");
  });

  it("is read as the same filters again", () => {
    const filters: MatrixFilters = {
      ...{ search: "Zoë & co", state: "late", assignmentId: "asg_000000000001" },
      ...{ section: "A/B", isWithDropped: true, sort: "total", isDescending: true },
    };

    const query = new URLSearchParams(queryOfFilters(filters).toString());

    expect(readFilters(query)).toEqual(filters);
  });
});
