import { describe, expect, it } from "vitest";
import { orderOf, type Question, queryPlan } from "./query-plan.ts";
import type { QueryTarget } from "./query-targets.ts";

function target(partition: Record<string, string>, sort: Record<string, string> = {}): QueryTarget {
  return {
    name: "by-status",
    kind: "global",
    partition,
    sort,
    isReady: true,
    status: "ACTIVE",
    isBackfilling: false,
    projection: "ALL",
    carries: undefined,
  };
}

function plan(of: QueryTarget, question: Partial<Question>) {
  const found = queryPlan(of, { equals: {}, between: {}, ...question });
  return found && { keys: found.keyConditions, filters: found.filters };
}

describe("queryPlan", () => {
  it("asks by the keys as far as they go, and filters the rest", () => {
    const byStatus = target({ status: "S" }, { due: "S" });

    expect(plan(byStatus, { equals: { status: "out", title: "Emma" } })).toEqual({
      keys: ["#a0 = :v0"],
      filters: ["#a1 = :v1"],
    });
    expect(plan(byStatus, { equals: { status: "out", due: "2026-03-02" } })).toEqual({
      keys: ["#a0 = :v0", "#a1 = :v1"],
      filters: [],
    });
    expect(plan(byStatus, { equals: { status: "out" }, between: { due: ["a", "b"] } })).toEqual({
      keys: ["#a0 = :v0", "#a1 BETWEEN :v1 AND :v2"],
      filters: [],
    });
  });

  it("needs every attribute of the partition key, each of its type", () => {
    const ofTwo = target({ status: "S", branch: "N" });

    expect(plan(ofTwo, { equals: { status: "out" } })).toBeUndefined();
    expect(plan(ofTwo, { equals: { status: "out", branch: "7" } })).toBeUndefined();
    expect(plan(ofTwo, { equals: { status: "out", branch: 7 } })?.keys).toHaveLength(2);
  });

  it("uses the attributes of a sort key from the left, and no further than one range", () => {
    const ofThree = target({ status: "S" }, { year: "N", month: "N", day: "N" });

    expect(
      plan(ofThree, { equals: { status: "out", year: 2026 }, between: { month: [1, 3] } }),
    ).toMatchObject({ keys: { length: 3 }, filters: [] });
  });

  it("is none where AWS would refuse a filter on a key attribute", () => {
    const byStatus = target({ status: "S" }, { due: "S" });
    const ofTwo = target({ status: "S" }, { year: "N", month: "N" });

    expect(plan(byStatus, { equals: { status: "out", due: 20260302 } })).toBeUndefined();
    expect(plan(ofTwo, { equals: { status: "out", month: 3 } })).toBeUndefined();
  });

  it("writes values as they go over the wire", () => {
    const byNumber = target({ number: "N" }, { code: "B" });
    const found = queryPlan(byNumber, {
      equals: { number: 7, code: { B: "AAE=" } },
      between: {},
    });

    expect(found).toMatchObject({
      names: { "#a0": "number", "#a1": "code" },
      values: { ":v0": { N: "7" }, ":v1": { B: "AAE=" } },
    });
  });
});

describe("orderOf", () => {
  it("is the sort key beyond what is asked to be equal", () => {
    const byDate = target({ status: "S" }, { year: "N", day: "N" });

    expect(orderOf(byDate, { equals: { status: "out", year: 2026 }, between: {} })).toEqual([
      "day",
    ]);
    expect(orderOf(target({ status: "S" }), { equals: { status: "out" }, between: {} })).toEqual(
      [],
    );
  });
});
