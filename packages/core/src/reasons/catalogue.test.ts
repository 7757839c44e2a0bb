import { describe, expect, it } from "vitest";
import { english, explain, getReason, shortOfKind } from "./catalogue.ts";

describe("the catalogue of reasons", () => {
  it.each(Object.entries(english))("%s reads as a person would say it", (code, text) => {
    const { short, found, doNext } = text;

    expect(code).toMatch(/^[a-z_]+(\.[a-z_]+)*$/);
    expect(short.replaceAll(/\{\w+\}/g, "12").length, short).toBeLessThanOrEqual(34);
    expect(doNext).toMatch(/\.\)?$/);
    expect(`${short} ${found} ${doNext}`.replaceAll(/\{\w+\}/g, "12")).not.toMatch(
      /\b([Ff]ailed|[Ee]rror|[Ii]nvalid|undefined)\b/,
    );
  });

  it("escapes and cuts what a learner wrote, and leaves an unknown parameter visible", () => {
    const { found } = explain({
      reason: "dynamodb.tags.other_value",
      params: { wanted: 'a"\u001b[31m', found: "x".repeat(200) },
    });

    expect(found).toBe(`tag "a\\"\\u{1b}[31m" is "${"x".repeat(79)}…"`);
  });

  it("says a reason in short without its parameters, and names one that it does not know", () => {
    expect(shortOfKind("requires.not_met")).toBe('waits for "…"');
    expect(shortOfKind("met")).toBe("as asked");
    expect(["dynamodb.nothing", "constructor"].map((reason) => shortOfKind(reason))).toEqual([
      ...["dynamodb.nothing", "constructor"],
    ]);
  });

  it("has no text for a reason that it does not know", () => {
    expect(() => getReason("dynamodb.nothing")).toThrow("no text for dynamodb.nothing");
    expect(() => getReason("constructor")).toThrow("no text for constructor");
  });
});
