import { describe, expect, it } from "vitest";
import { keptFields } from "./fact.ts";

describe("keptFields", () => {
  const item = { readerId: { S: "r-1" }, fine: { N: "42" }, tags: { SS: ["old"] } };

  it("keeps of items only names and types, where it is told so", () => {
    expect(
      keptFields({ Items: [item, { note: { M: { who: { S: "me" } } } }] }, ["Items:types"]),
    ).toEqual({
      Items: [{ readerId: "S", fine: "N", tags: "SS" }, { note: "M" }],
    });
    expect(keptFields({ Item: item }, ["Item:types"])).toEqual({
      Item: { readerId: "S", fine: "N", tags: "SS" },
    });
  });

  it("makes nothing of an item that is not there, and passes on what is none", () => {
    expect(keptFields({}, ["Item:types"])).toEqual({});
    expect(keptFields({ Item: 7 }, ["Item:types"])).toEqual({ Item: 7 });
    expect(keptFields({ Item: { odd: 7 } }, ["Item:types"])).toEqual({ Item: { odd: "?" } });
  });

  it("keeps what lies below a path, through lists", () => {
    expect(keptFields({ A: [{ b: 1, c: 2 }, { b: 3 }], D: 4 }, ["A.b"])).toEqual({
      A: [{ b: 1 }, { b: 3 }],
    });
  });
});
