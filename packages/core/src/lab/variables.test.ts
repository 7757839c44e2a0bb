import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { substituted, unknownVariables } from "./variables.ts";

describe("substituted", () => {
  it("gives every value back whose dollar signs are doubled", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(
          substituted(
            text.replaceAll("$", () => "$$"),
            { region: "us-east-1" },
          ),
        ).toBe(text);
      }),
    );
  });

  it("puts a variable's value in as it is, whatever it looks like", () => {
    const values = fc.oneof(
      fc.string(),
      fc.constantFrom("$table", "$$", "${step.Path}", "$&", "$1"),
    );
    fc.assert(
      fc.property(values, (table) => {
        expect(substituted({ a: ["$table", "x-$table-y"] }, { table })).toEqual({
          a: [table, `x-${table}-y`],
        });
      }),
    );
  });

  it("takes the longest name that is known, and leaves the rest of the text", () => {
    const variables = { table: "t", "learner.login": "learner-01" };

    expect(substituted("$table.backup $learner.login. $unknown", variables)).toBe(
      "t.backup learner-01. $unknown",
    );
  });

  it("fills the names of members too, as a batch of writes needs it", () => {
    const batch = { RequestItems: { $table: [{ PutRequest: { Item: { id: { S: "$table" } } } }] } };

    expect(substituted(batch, { table: "t" })).toEqual({
      RequestItems: { t: [{ PutRequest: { Item: { id: { S: "t" } } } }] },
    });
    expect(unknownVariables(batch, new Set())).toMatchObject([
      { name: "table", path: ["RequestItems", "$table"] },
      { name: "table" },
    ]);
  });

  it("leaves values that are no text alone", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: fc.constantFrom("a", "é", " ") }), (value) => {
        expect(substituted(JSON.parse(JSON.stringify(value)), {})).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });
});

describe("unknownVariables", () => {
  it("finds every name that nobody defines, with its place", () => {
    const value = { a: ["$known", { b: "$gone and $known.x" }], c: "$$gone ${step.Path}" };

    expect(unknownVariables(value, new Set(["known"]))).toEqual([
      { name: "gone", path: ["a", 1, "b"] },
    ]);
  });

  it("finds none in what substitution has filled in", () => {
    const names = fc.constantFrom("region", "table", "learner.login");
    const texts = fc.array(
      fc.oneof(
        names.map((name) => `\${aws:x}$${name}`),
        fc.constant("-"),
      ),
    );
    fc.assert(
      fc.property(texts, (parts) => {
        const variables = { region: "us-east-1", table: "t", "learner.login": "l" };
        const filled = substituted(parts.join(" "), variables);

        expect(unknownVariables(filled, new Set())).toEqual([]);
      }),
    );
  });
});
